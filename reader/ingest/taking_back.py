"""Documents cleaned again because the user took something back of it, or takes it back no more.

In: what is refused now, and the library. Out: the documents whose text was not made so, cleaned
from the bytes that are kept and stored like any change. What a refusal does to a text is
`text.refusing`'s; keeping it is the notes'.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from reader.article import Article, ArticleId, Edit, Refusal
from reader.errors import NotesError, ReaderError
from reader.library import refused
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.placing import place_again
from reader.library.prepared import article_id
from reader.library.writer import Writer
from reader.settings import Folders
from reader.text.refusing import SAFETY, of_edit, refuse_harm
from reader.text.rules import parts


def refusals_in(folders: Folders) -> list[Refusal]:
    """All that the user has taken back; none while the notes can't be read, which is said there."""
    if folders.notes.exists():
        with suppress(NotesError), Notes.open(folders) as notes:
            return notes.refusals()
    return []


def take_back(library: Library, notes: Notes, name: ArticleId, edits: Sequence[Edit]) -> str:
    """Keep the raw text of some edits (at their places in it) as it came; says what was done.

    One step of undo. The document is cleaned again by `settle`. Raises UsageError for what keeps
    the reader from harm.
    """
    article, raw = library.article(name), library.document_text(name)
    made = []
    for edit in edits:
        before, prefix, suffix = of_edit(edit, raw)
        made.append(
            replace(
                _refusal(article, edit.rule),
                is_edit=True,
                before=before,
                prefix=prefix,
                suffix=suffix,
                start=edit.start,
            )
        )
    notes.refuse(made)
    return "The change is taken back" if len(made) == 1 else f"{len(made)} changes are taken back"


def take_back_rule(
    library: Library, notes: Notes, name: ArticleId, rule: str, *, everywhere: bool = False
) -> str:
    """Switch a rule off in the article's document, or everywhere in its collection."""
    refuse_harm(rule)
    article = library.article(name)
    names = "+".join(part for part in parts(rule) if part not in SAFETY)
    refusal = _refusal(article, names)
    if everywhere:
        refusal = replace(refusal, document="", sha256="")
    notes.refuse([refusal])
    return f"The rule {names} is off in {refusal_place(refusal)}"


def refusal_place(refusal: Refusal) -> str:
    """Where it holds, in words."""
    return f"“{refusal.title}”" if refusal.document else f"all of {refusal.collection}"


def _refusal(article: Article, rule: str) -> Refusal:
    return Refusal(
        id="",
        rule=rule,
        document=article.source,
        sha256=article.raw_sha256,
        collection=article.collection,
        title=article.headline,
    )


def settle(library: Library, notes: Notes) -> list[ArticleId]:
    """Clean again what was not cleaned with these refusals; the articles concerned.

    What is marked in them is found again.
    """
    refusals = notes.refusals()
    if not refused.stale(library.connection(), refusals):
        return []
    with Writer.open(library.folders) as writer:
        again = clean_again(writer, library.folders, refusals)
        concerned = [article for some in again for article in some]
    place_again(library, notes, concerned)
    return concerned


def clean_again(
    writer: Writer, folders: Folders, refusals: Sequence[Refusal]
) -> Iterator[list[ArticleId]]:
    """The same, document by document, each committed; the articles of each."""
    from reader.ingest.preparing import prepare  # not loaded where there is nothing to do

    with Library.open(folders) as library:
        for key in refused.stale(library.connection(), refusals):
            identity, document = refused.document(library.connection(), key)
            try:
                prepared = prepare(document, refusals)
            except ReaderError:
                continue  # nothing to read is left of it: it stays as it is
            writer.store(prepared)
            writer.commit()
            yield [article_id(identity, ordinal) for ordinal in range(len(prepared.articles))]
