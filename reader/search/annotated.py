"""Which annotations a query means: for the list of all notes, and `reader annotations`.

A query's text in, annotations in the notes' order out. An annotation answers if its own words do,
or if its article does. Typing errors are not forgiven here: what is listed is also exported.
"""

from collections.abc import Sequence
from dataclasses import replace

from reader.article import Annotation, ArticleId, Filter
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search.fold import tokens
from reader.search.query import Query, parse


def annotated(library: Library, notes: Notes, text: str) -> list[Annotation]:
    """All annotations for an empty query."""
    every = notes.annotations()
    query = parse(text)
    if query.is_empty:
        return every
    meeting = _meeting(library, every, query.filter)
    kept = [each for each in every if each.article in meeting or _bears_tag(each, query.filter)]
    if query.filter.tag:  # an annotation has tags of its own
        others = _meeting(library, kept, replace(query.filter, tag=""))
        kept = [each for each in kept if each.article in others]
    if not query.words:
        return kept
    answering = _articles_with(library, notes, text)
    return [each for each in kept if _answers(each, query, each.article in answering)]


def _meeting(library: Library, made: Sequence[Annotation], wanted: Filter) -> set[ArticleId]:
    """The annotated articles that meet the filter; without one, also those not in the library."""
    ids = dict.fromkeys(each.article for each in made)
    if wanted == Filter():
        return set(ids)
    return {headline.id for headline in library.headlines(ids, wanted)}


def _bears_tag(made: Annotation, wanted: Filter) -> bool:
    return bool(wanted.tag) and wanted.tag.casefold() in {tag.casefold() for tag in made.tags}


def _articles_with(library: Library, notes: Notes, text: str) -> set[ArticleId]:
    """Articles that hold the words as typed."""
    from reader.search.engine import search

    hits = search(library, notes, text).hits
    return {hit.headline.id for hit in hits if not any(m.is_corrected for m in hit.matches)}


def _answers(made: Annotation, query: Query, by_article: bool) -> bool:
    """Whether its words are the query's, the beginning of a word enough, or its article answers.

    An excluded word must not be among its own.
    """
    own = f" {' '.join(tokens(' '.join([made.quote, made.note, *made.tags])))}"
    groups: dict[int, bool] = {}
    for word in query.words:
        is_there = word.field in {"", "note"} and f" {' '.join(word.tokens)}" in own
        if word.is_excluded and is_there:
            return False
        groups[word.group] = groups.get(word.group, False) or is_there != word.is_excluded
    return by_article or all(groups.values())
