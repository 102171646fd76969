"""The roles of an article's pieces: title, headings, captions, credits, verse, furniture.

Comes in: the pieces of one article, by shape. Goes out: the same pieces with roles, and what they
say of the article. Removal is a role: furniture is hidden, never taken away. Splitting a digest
into articles is `articles`'.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.text import credits, furniture, meta
from reader.text.inline import spans
from reader.text.lines import (
    NUMBER,
    ends_sentence,
    ends_stop,
    is_spaceless,
    starts_lower,
    starts_upper,
    width,
    words,
)
from reader.text.meta import Meta
from reader.text.pieces import Piece, plain
from reader.text.titles import inferred_title
from reader.text.verse import merge_verse

_TOP = 8  # pieces; a title, a byline, a date stand among the first
_TITLE_LONGEST = 160
_TITLE_WORDS = 28
_HEADING_LONGEST = 90
_HEADING_WORDS = 14
_CAPTION_LONGEST = 220
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{1,2000}\)\Z")
_DIGITS = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the roles say of the article."""

    title: str
    title_inferred: str
    meta: Meta
    url: str = ""  # where the title leads


def hide_furniture(pieces: Sequence[Piece]) -> None:
    """Hide site furniture, here and there and at the edges."""
    for piece in pieces:
        if piece.kind in ("paragraph", "list_item", "heading") and furniture.is_anywhere(
            piece.text
        ):
            piece.hide("boilerplate", "furniture")
        elif piece.kind == "paragraph" and piece.text.startswith("![") and _IMAGE.match(piece.text):
            piece.become("caption", "image")
    _hide_offers(pieces)
    _hide_tail(pieces)
    _hide_head(pieces)


def _hide_offers(pieces: Sequence[Piece]) -> None:
    """`Read also`, and the headlines right below it."""
    for at, piece in enumerate(pieces[:-1]):
        below = pieces[at + 1]
        if piece.hidden or not furniture.offers_others(piece.text) or not _may_be_listed(below):
            continue
        piece.hide("boilerplate", "furniture")
        below.hide("boilerplate", "furniture")
        for other in pieces[at + 2 : at + 7]:
            if other.gap or not _may_be_listed(other):
                break
            other.hide("boilerplate", "furniture")


def _hide_tail(pieces: Sequence[Piece]) -> None:
    """From the end up: furniture, and short lines under it (a list of other articles)."""
    top = len(pieces)
    edges = 0
    is_sure = False
    for at in range(len(pieces) - 1, 0, -1):
        piece = pieces[at]
        if piece.hidden or furniture.is_edge(piece.text):
            if top - at > 1 and not furniture.heads_list(piece.text):
                break  # what stands below is no list of it
            edges += piece.rule != "rule"
            is_sure = is_sure or piece.rule == "furniture" or _is_sure(piece.text)
            top = at
        elif not _may_be_listed(piece) or top - at > 12:
            break
    if edges > 1 or is_sure:
        for piece in pieces[top:]:
            if not piece.hidden:
                piece.hide("boilerplate", "furniture")


def _is_sure(line: str) -> bool:
    return furniture.is_ending(line) or furniture.offers_others(line) or furniture.heads_tags(line)


def _may_be_listed(piece: Piece) -> bool:
    """A headline of another article, perhaps, in the tail of this one."""
    return (
        piece.kind in ("paragraph", "list_item")
        and len(piece.text) <= (40 if is_spaceless(piece.text) else 100)
        and not ends_stop(piece.text)
        and not piece.text.endswith(("!", "»", "”", '"', ":"))
    )


def _hide_head(pieces: Sequence[Piece]) -> None:
    for piece, below in zip(pieces[:_TOP], pieces[1:], strict=False):
        if len(piece.text) > 100 or piece.kind == "heading":
            break
        if below.kind == "list_item" and not furniture.is_edge(below.text):
            break  # it heads a list: a page of several articles, perhaps
        is_edge = furniture.is_edge(piece.text) and not credits.begins_credit(piece.text)
        if not piece.hidden and is_edge:
            piece.hide("boilerplate", "furniture")


def label(pieces: list[Piece], language: str, known: Meta, *, has_title: bool = False) -> Labelled:
    """Give every piece its role; with `has_title` the first piece is the title already."""
    found = _read_meta(pieces, language).filled_from(known)
    _label_credits(pieces)
    repeated = _label_repeats(pieces)
    title = _title_piece(pieces, has_title, found.title)
    if title is not None:
        title.become("title", title.rule or "title", 1)
        _hide_repeated_title(pieces, title)
    merge_verse(pieces)
    _label_headings(pieces)
    if title is not None:
        _label_caption_below(pieces, title)
    said = found.title or (plain(title.text) if title else "")
    if not said and repeated is not None and _is_headline(repeated.text):
        said = plain(repeated.text)
        repeated.hide("caption", "repeated-caption")
        _hide_twin(pieces, repeated)
    return Labelled(said, "" if said else inferred_title(pieces), found, _leads_to(title))


def _leads_to(title: Piece | None) -> str:
    links = spans(title.text, 0, len(title.text)) if title and "](" in title.text else []
    return next((span.href for span in links if span.href), "")


def _visible(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if not piece.hidden]


def _read_meta(pieces: Sequence[Piece], language: str) -> Meta:
    """Header lines, byline and date at the top; a byline or a date at the very end."""
    found = meta.NOTHING
    is_header = True
    top = [piece for piece in pieces[: _TOP + 4] if not piece.hidden][:_TOP]
    for piece in top:
        if piece.kind != "paragraph":
            continue
        here = meta.header_line(piece.text) if is_header else None
        is_header = here is not None
        here = here or meta.meta_line(piece.text, language) or _signed(top, piece, language)
        here = here or (meta.month_line(piece.text) if piece is not top[0] else None)
        if here is not None:
            piece.hide("meta", "header" if is_header else "byline")
            found = found.filled_from(here)
        elif len(piece.text) > _HEADING_LONGEST:
            found = found.filled_from(meta.dateline(piece.text, language))
            if len(piece.text) > _TITLE_LONGEST:
                break
    for piece in _visible(pieces)[-2:]:
        if piece.kind == "paragraph" and not any(piece is other for other in top):
            here = meta.meta_line(piece.text, language)
            if here is not None:
                piece.hide("meta", "byline")
                found = found.filled_from(here)
    return found if found.byline else found.filled_from(_signature(pieces))


def _signed(top: Sequence[Piece], piece: Piece, language: str) -> Meta | None:
    """A name alone under the title, with the date above or below it."""
    at = next(number for number, other in enumerate(top) if other is piece)
    if at and (name := meta.named(piece.text)):
        return Meta(byline=name)
    name = meta.name_of(piece.text) if at else ""
    beside = [top[at - 1], *top[at + 1 : at + 2]] if name else []
    is_dated = any(meta.is_dated(each.text, language) for each in beside)
    return Meta(byline=name) if is_dated else None


def _signature(pieces: Sequence[Piece]) -> Meta:
    """A name alone under the last paragraph."""
    shown = _visible(pieces)
    if len(shown) < 3 or shown[-1].kind != "paragraph" or not ends_sentence(shown[-2].text):
        return meta.NOTHING
    name = meta.name_of(shown[-1].text)
    if name:
        shown[-1].become("credit", "signature")
    return Meta(byline=name)


def _label_credits(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if piece.kind != "paragraph" or piece.hidden:
            continue
        if credits.is_credit(piece.text):
            piece.become("credit", "credit")
        elif credits.ends_in_credit(piece.text):
            piece.become("caption", "credited-caption")


def _label_repeats(pieces: Sequence[Piece]) -> Piece | None:
    """A short line twice in a row, once perhaps with a credit: a caption; the first one's piece."""
    first: Piece | None = None
    shown = _visible(pieces)
    for at, (above, below) in enumerate(zip(shown, shown[1:], strict=False)):
        kinds = {above.kind, below.kind}
        if above.kind == "credit" or not kinds <= {"paragraph", "credit", "caption"}:
            continue
        if len(above.text) > _CAPTION_LONGEST or not _is_twin(above.text, below.text):
            continue
        if above is shown[0] and not ends_sentence(above.text):
            below.hide("boilerplate", "repeated-title")
            continue
        poorer, richer = sorted((above, below), key=lambda piece: len(piece.text))
        poorer.hide("caption", "repeated-caption")
        richer.become("caption", "caption")
        if first is None and at < _TOP:
            first = poorer
    return first


def _is_twin(above: str, below: str) -> bool:
    """The same text, one of them perhaps with a credit behind it."""
    short, long = sorted((above.strip(" ."), below.strip(" .")), key=len)
    if len(short) < 3 or not long.startswith(short):
        return False
    rest = long[len(short) :]
    return not rest or (len(rest) <= 80 and credits.may_be_credit(rest.lstrip(" .,")))


def _hide_twin(pieces: Sequence[Piece], caption: Piece) -> None:
    for piece in pieces:
        if piece.kind == "caption" and not piece.hidden and _is_twin(caption.text, piece.text):
            piece.hide("caption", "repeated-caption")


def _is_headline(text: str) -> bool:
    """Is a repeated caption the headline (sites give their pictures the article's name)?"""
    return 3 <= words(text) <= _HEADING_WORDS and (
        text.rstrip()[-1:] in "?!？！" or not (ends_sentence(text) or _DIGITS.search(text))
    )


def _title_piece(pieces: Sequence[Piece], has_title: bool, said: str) -> Piece | None:
    shown = _visible(pieces)
    if not shown:
        return None
    if has_title:
        return shown[0]
    key = furniture.normal(said)
    for piece in shown[:_TOP]:
        if said and furniture.normal(plain(piece.text)) == key:
            return piece
    if said:
        return None
    for piece in shown[:_TOP]:
        if piece.kind == "heading":
            return piece
        if len(piece.text) > _HEADING_LONGEST or ends_sentence(piece.text):
            break
    return shown[0] if _is_title_line(shown) else None


def _is_title_line(shown: Sequence[Piece]) -> bool:
    """Is the first line of a plain text its title: short, no full stop, an article below?"""
    if len(shown) < 2 or shown[0].kind != "paragraph":
        return False
    text, below = shown[0].text, shown[1]
    longest = _TITLE_LONGEST // 2 if is_spaceless(text) else _TITLE_LONGEST
    if len(text) > longest or words(text) > _TITLE_WORDS or starts_lower(text):
        return False
    if ends_stop(text) or text.endswith((",", ";", ":", "、", "，", "：", "،", "؛")):
        return False
    is_alone = below.gap or len(below.text) > 2 * len(text)
    has_body = any(
        len(piece.text) > len(text) or ends_sentence(piece.text) for piece in shown[1:_TOP]
    )
    return is_alone and has_body and any(character.isalnum() for character in text)


def _hide_repeated_title(pieces: Sequence[Piece], title: Piece) -> None:
    key = furniture.normal(plain(title.text))
    for piece in pieces[: _TOP + 2]:
        if piece is title or piece.hidden or piece.kind not in ("paragraph", "heading"):
            continue
        is_short = len(piece.text) <= 4 * len(title.text) + 100 or "[" in piece.text  # a link's
        if is_short and furniture.normal(plain(piece.text)) == key:
            piece.hide("boilerplate", "repeated-title")


def _label_headings(pieces: Sequence[Piece]) -> None:
    shown = _visible(pieces)
    _label_numbered(shown)
    for at, piece in enumerate(shown):
        if at == 0 or piece.kind != "paragraph" or at + 1 == len(shown):
            continue
        below = shown[at + 1]
        if piece.text.startswith("**") and piece.text.endswith("**") and len(piece.text) < 120:
            piece.become("heading", "bold", 2)
        elif _reads_as_heading(piece.text) and _carries(piece, shown[at - 1], below):
            piece.become("heading", "subhead", 2)


def _label_numbered(shown: Sequence[Piece]) -> None:
    """Numbers that each stand over a paragraph of their own count headings, no list."""
    items = [at for at, piece in enumerate(shown[:-1]) if NUMBER.match(piece.text)]
    items = [at for at in items if shown[at].kind == "list_item"]
    if (
        len(items) > 1
        and shown[-1].kind != "list_item"
        and all(
            shown[at].gap
            and shown[at + 1].kind == "paragraph"
            and _reads_as_heading(shown[at].text)
            and _carries(shown[at], shown[at - 1], shown[at + 1])
            for at in items
        )
    ):
        for at in items:
            shown[at].become("heading", "numbered", 2)


def _reads_as_heading(text: str) -> bool:
    """Short, begun as a sentence is, without a full stop."""
    if len(text) > _HEADING_LONGEST:
        return False
    longest = _HEADING_LONGEST // 3 if is_spaceless(text) else _HEADING_LONGEST
    if len(text) > longest or words(text) > _HEADING_WORDS or not starts_upper(text):
        return False
    if ends_sentence(text) and text[-1] not in "?!？！؟":
        return False
    return not text.endswith((".", ",", ";", ":", "…", "»", "。", "、", "，", "：", "」", "؛", "،"))


def _carries(piece: Piece, above: Piece, below: Piece) -> bool:
    """Does a paragraph follow that is longer, set off as this line itself is?"""
    least = 30 if is_spaceless(below.text) else 60  # cells
    if below.kind == "list_item" and piece.gap and below.gap and words(piece.text) <= 5:
        return above.kind == "list_item" or above.kind != "heading" and ends_sentence(above.text)
    return (
        below.kind in ("paragraph", "list_item", "quote")
        and width(below.text) >= max(least, 3 * len(piece.text) // 2)
        and below.gap == piece.gap
        and above.kind not in ("heading", "caption")
        and (piece.gap or ends_sentence(above.text))
    )


def _label_caption_below(pieces: Sequence[Piece], title: Piece) -> None:
    """A short line between the title and the first paragraph heads nothing: it is a caption."""
    shown = _visible(pieces)
    at = next((number for number, piece in enumerate(shown) if piece is title), len(shown))
    if at + 2 >= len(shown):
        return
    piece, below = shown[at + 1], shown[at + 2]
    is_guessed = piece.kind == "paragraph" or piece.rule == "subhead"
    is_body = below.kind == "paragraph" and len(below.text) >= 60
    if is_guessed and is_body and _reads_as_heading(piece.text):
        piece.become("caption", "below-title")
