"""One document, how many articles? A digest (a tag page, a newsletter) holds several.

Comes in: the pieces of a document. Goes out: `Split`. A list in an article is no digest, nor are
an article's own sections; where it can't be known, it is one article.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.text import meta
from reader.text.lines import ends_sentence, words
from reader.text.pieces import Piece, plain

_HEAD_LONGEST = 80
_TITLE_LONGEST = 180
_BODY_LEAST = 40


@dataclass(frozen=True, slots=True)
class Split:
    """The articles' pieces; in a digest each one's first piece is its title."""

    parts: list[list[Piece]]
    is_digest: bool = False
    title: str = ""  # of the page


def split(pieces: list[Piece]) -> Split:
    """The pieces by article."""
    by_marks = _by_items(pieces, "bullet") or _by_items(pieces, "number") or _by_sections(pieces)
    return by_marks or _by_dates(pieces) or _by_rules(pieces) or Split([pieces])


def _by_items(pieces: list[Piece], rule: str) -> Split | None:
    """Bullets or numbers that each bear a title, with the article below it."""
    items = [at for at, piece in enumerate(pieces) if _is_item(piece, rule)]
    if len(items) < 2:
        return None
    head = [piece for piece in pieces[: items[0]] if not piece.hidden]
    if len(head) > 2 or not all(map(_is_head, head)):
        return None
    titles = [at for at in items if _has_body(pieces, at)]
    if len(titles) < 2 or len(titles) < 0.6 * len(items) or titles[0] != items[0]:
        return None
    if 4 * sum(pieces[at].text.endswith((".", ";", ",")) for at in titles) > len(titles):
        return None
    if rule == "number":
        if not head or 4 * sum(words(pieces[at].text) > 4 for at in titles) < 3 * len(titles):
            return None  # points of an article, perhaps
        for at in titles:
            pieces[at].without_number()
    return _split_at(pieces, titles, head)


def _is_item(piece: Piece, rule: str) -> bool:
    return (
        piece.kind == "list_item"
        and piece.rule == rule
        and not piece.level
        and not piece.hidden
        and len(piece.text) <= _TITLE_LONGEST
    )


def _is_head(piece: Piece) -> bool:
    """A page's heading, or a line under it: short and no sentence."""
    return (
        piece.kind in ("paragraph", "heading")
        and len(piece.text) <= _HEAD_LONGEST
        and not piece.text.endswith((".", ":", "。"))
    )


def _has_body(pieces: Sequence[Piece], at: int) -> bool:
    """Does a paragraph follow before the next bullet?"""
    for below in range(at + 1, len(pieces)):
        piece = pieces[below]
        if piece.hidden:
            continue
        if piece.kind not in ("paragraph", "quote"):
            return False
        if len(piece.text) >= _BODY_LEAST or ends_sentence(piece.text):
            return True
    return False


def _by_sections(pieces: list[Piece]) -> Split | None:
    """Headings of one level that read as headlines, each with its own date or set off by rules."""
    headings = [
        at for at, piece in enumerate(pieces) if piece.kind == "heading" and not piece.hidden
    ]
    for level in (1, 2, 3):
        titles = [at for at in headings if pieces[at].level == level]
        if len(titles) < 2:
            continue
        head = [piece for piece in pieces[: titles[0]] if not piece.hidden]
        is_page = len(head) <= 2 and all(map(_is_head, head))
        if (
            is_page
            and all(_has_body(pieces, at) for at in titles)
            and _are_headlines(pieces, titles)
        ):
            return _split_at(pieces, titles, head)
        return None
    return None


def _are_headlines(pieces: Sequence[Piece], titles: Sequence[int]) -> bool:
    """Long enough for news, and told apart by more than a heading: a rule, a byline, a date."""
    long = sum(words(pieces[at].text) >= 4 for at in titles)
    if 4 * long < 3 * len(titles):
        return False
    dated = ruled = 0
    for at in titles:
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        dated += below is not None and meta.meta_line(below.text) is not None
        ruled += at > 0 and pieces[at - 1].rule == "rule"
    return 3 * dated >= 2 * len(titles) or ruled >= len(titles) - 1


def _by_dates(pieces: list[Piece]) -> Split | None:
    """Short lines that each have a date below them, and then an article."""
    titles = [
        at
        for at, piece in enumerate(pieces[:-2])
        if len(piece.text) <= _TITLE_LONGEST
        and meta.is_dated(pieces[at + 1].text)
        and _is_headline(piece)
        and _has_body(pieces, at + 1)
    ]
    return _headed(pieces, titles) if len(titles) > 1 else None


def _by_rules(pieces: list[Piece]) -> Split | None:
    """Three and more parts between rules, each with a headline and an article below it."""
    starts = [0, *(at + 1 for at, piece in enumerate(pieces) if piece.rule == "rule")]
    if len(starts) < 3:
        return None
    titles = [at for at in starts if at < len(pieces) and not pieces[at].hidden]
    if titles and not _has_body(pieces, titles[0]):
        titles[0] += 1  # below the page's heading
    is_headed = all(_is_headline(pieces[at]) and _has_body(pieces, at) for at in titles)
    return _headed(pieces, titles) if is_headed and len(titles) > 2 else None


def _is_headline(piece: Piece) -> bool:
    return (
        piece.kind in ("paragraph", "heading")
        and not piece.hidden
        and len(piece.text) <= _TITLE_LONGEST
        and words(piece.text) > 2
        and not ends_sentence(piece.text)
        and meta.meta_line(piece.text) is None
    )


def _headed(pieces: list[Piece], titles: Sequence[int]) -> Split | None:
    """Split at the titles, when nothing but the page's heading stands above."""
    head = [piece for piece in pieces[: titles[0]] if not piece.hidden]
    if len(head) > 2 or not all(map(_is_head, head)):
        return None
    return _split_at(pieces, titles, head)


def _split_at(pieces: list[Piece], titles: Sequence[int], head: Sequence[Piece]) -> Split:
    bounds = [*titles, len(pieces)]
    parts = [pieces[start:end] for start, end in zip(bounds, bounds[1:], strict=False)]
    return Split(parts, is_digest=True, title=plain(head[0].text) if head else "")
