"""Decoded text to clean text, its articles and their labelled blocks: the stages, in their order.

Comes in: decoded text and what its file says of itself. Goes out: `Cleaned`, which holds every
change as an `Edit`, so that undoing all of them gives the raw text back. How a stage works is in
its own file; bytes are `decoding`'s, keeping the result is `library`'s.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from reader.article import Badge, Block, Edit, Flag, Refusal
from reader.text import articles as digest
from reader.text import badges, meta, structure
from reader.text.meta import Meta
from reader.text.offsets import Layer, apply, compose
from reader.text.pieces import Piece, find_pieces
from reader.text.refusing import Without
from reader.text.suspicions import MOST_FLAGS, suspicions

STAGES = ("unescape", "encoding", "unicode", "space", "reflow", "typo")
_MOST_ROUNDS = 6  # a stage may uncover work for an earlier one; two rounds are the rule
_SHORT = 300  # an article of a digest with less has its page's language
_SAMPLE = 500  # characters that tell an article's language
_DATED = 6_000  # characters in which an article says which day it is

type_of_stage = Callable[[str], list[Edit]]


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article; `start` and `end` are in the document's clean text, its blocks' in its own."""

    start: int
    end: int
    title: str = ""
    title_inferred: str = ""
    byline: str = ""
    date: str = ""
    date_inferred: bool = False
    language: str = ""
    blocks: tuple[Block, ...] = ()
    url: str = ""
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document, clean. `title` is its page's (of a digest: the page's heading)."""

    raw: str
    text: str
    layers: tuple[Layer, ...]
    articles: tuple[CleanArticle, ...]
    kind: str = "article"  # or "digest"
    title: str = ""
    title_inferred: str = ""
    date: str = ""
    date_inferred: bool = False
    language: str = ""
    flags: tuple[Flag, ...] = ()
    refused: tuple[str, ...] = ()  # the refusals (their ids) that stopped an edit

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All changes in order; each in the coordinates of its stage's input."""
        return tuple(edit for layer in self.layers for edit in layer.edits)


def clean(
    text: str,
    *,
    name: str = "",
    is_markdown: bool = False,
    until: str = "",
    refusals: Sequence[Refusal] = (),
) -> Cleaned:
    """Clean a document; `until` names the last stage that may change text ("decode": none).

    Cleaning what is clean changes nothing. `name` is the file's, for a day that it may bear.
    What was taken back is left as it is.
    """
    without = Without(refusals, text) if refusals else None
    cleaned, layers = _change(text, is_markdown, until, without)
    pieces = find_pieces(cleaned)
    known = _page_meta(pieces, layers, name)
    structure.hide_furniture(pieces)
    split = digest.split(pieces)
    flags: list[Flag] = []
    page = known.language or _language(pieces)
    end = None if split.is_digest else len(cleaned.rstrip("\n"))
    articles = [_article(part, known, page, end, flags) for part in split.parts]
    refused = tuple(sorted(without.acted)) if without else ()
    document = _document(text, cleaned, layers, articles, split, known, flags)
    return replace(document, refused=refused) if refused else document


def _change(
    text: str, is_markdown: bool, until: str, without: Without | None
) -> tuple[str, tuple[Layer, ...]]:
    """Run the stages until none finds anything; so what comes out is clean for good.

    Damage that has to stay is no evidence of damage elsewhere: where a repair is refused, the text
    is not looked through for others once more.
    """
    stages = _stages(is_markdown, until)
    is_repaired = False
    layers: list[Layer] = []
    inputs: list[str] = []
    quiet = 0  # stages in a row that found nothing in the text as it stands
    for stage, find in stages * _MOST_ROUNDS:
        edits = [] if is_repaired and stage == "encoding" else find(text)
        if edits and without:
            found, edits = edits, without.left(edits, layers)
            is_repaired = is_repaired or (stage == "encoding" and len(edits) < len(found))
        if not edits:
            quiet += 1
            if quiet == len(stages):
                break
            continue
        quiet = 0
        if layers and layers[-1].stage == stage:
            edits = compose(inputs[-1], layers[-1].edits, edits)
            layers.pop()
            text = inputs.pop()
        layers.append(Layer(stage, tuple(edits)))
        inputs.append(text)
        text = apply(text, edits)
    return text, tuple(layers)


@lru_cache
def _stages(is_markdown: bool, until: str) -> list[tuple[str, type_of_stage]]:
    from reader.text.entities import unescape_edits
    from reader.text.mojibake import repair
    from reader.text.reflow import reflow_edits
    from reader.text.safety import clean_edits
    from reader.text.spacing import space_edits
    from reader.text.typo import typo_edits

    finders: tuple[type_of_stage, ...] = (
        unescape_edits,
        repair,
        clean_edits,
        partial(space_edits, is_markdown=is_markdown),
        partial(reflow_edits, is_markdown=is_markdown),
        typo_edits,
    )
    stages = list(zip(STAGES, finders, strict=True))
    if until == "decode":
        return []
    return stages[: STAGES.index(until) + 1] if until in STAGES else stages


def _page_meta(pieces: Sequence[Piece], layers: Sequence[Layer], name: str) -> Meta:
    """What the front matter says, the metadata prefix that was taken away, the file's name."""
    from reader.text.spacing import PREFIX

    found = meta.NOTHING
    for piece in pieces[:1]:
        if piece.kind == "meta":
            found = meta.front_matter(piece.text.split("\n")[1:-1])
    for layer in layers:
        if layer.stage == "space" and "metadata-prefix" in layer.edits[0].rule:
            prefix = PREFIX.match(layer.edits[0].before + "x")
            found = found.filled_from(Meta(date=prefix[1])) if prefix else found
    return found.filled_from(meta.from_name(name))


def _article(
    part: list[Piece], known: Meta, page: str, end: int | None, flags: list[Flag]
) -> CleanArticle:
    """Label one article's pieces and make them blocks. `page` is the page's language; `end` that
    of the document's text, if all of it is one article.
    """
    is_digest = end is None
    said = Meta(language=known.language) if is_digest else known
    is_short = not is_digest or sum(len(piece.text) for piece in part) < _SHORT
    language = page if known.language or is_short else _language(part)
    labelled = structure.label(part, language, said, has_title=is_digest)
    found = meta.estimated(labelled.meta, _opening(part), language)
    suspected = suspicions(part, language)
    flags.extend(suspected[:MOST_FLAGS])
    start = part[0].start if part and is_digest else 0
    return CleanArticle(
        start=start,
        end=part[-1].end if end is None else end,
        title=labelled.title,
        title_inferred=labelled.title_inferred,
        byline=found.byline,
        date=found.date,
        date_inferred=found.date_inferred,
        language=language,
        blocks=tuple([piece.block(start) for piece in part]),
        url=found.url or (labelled.url if is_digest else ""),
        badges=badges.of_flags(suspected),
    )


def _language(part: Sequence[Piece]) -> str:
    from reader.text.language import identify

    sample: list[str] = []
    size = 0
    for piece in part:
        if not piece.hidden and piece.kind != "code":
            sample.append(piece.text[:_SAMPLE])
            size += len(piece.text)
        if size > _SAMPLE:
            break
    return identify("\n".join(sample)[:_SAMPLE]) if sample else ""


def _opening(part: Sequence[Piece]) -> list[str]:
    """The paragraphs in which an article says which day it is."""
    opening: list[str] = []
    size = 0
    for piece in part:
        if piece.kind == "paragraph" and not piece.hidden:
            opening.append(piece.text[: _DATED - size])
            size += len(piece.text)
        if size >= _DATED:
            break
    return opening


def _document(
    raw: str,
    text: str,
    layers: tuple[Layer, ...],
    articles: Sequence[CleanArticle],
    split: digest.Split,
    known: Meta,
    flags: Sequence[Flag],
) -> Cleaned:
    first = articles[0]
    languages = [article.language for article in articles if article.language]
    title = split.title or known.title if split.is_digest else first.title
    return Cleaned(
        raw=raw,
        text=text,
        layers=layers,
        articles=tuple(articles),
        kind="digest" if split.is_digest else "article",
        title=title,
        title_inferred="" if title else (first.title_inferred or first.title),
        date=known.date if split.is_digest else first.date,
        date_inferred=False if split.is_digest else first.date_inferred,
        language=max(dict.fromkeys(languages), key=languages.count, default=""),
        flags=tuple(flags),
    )
