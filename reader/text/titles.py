"""The title an article has not: its first sentence, to be shown as inferred.

Comes in: an article's pieces with their roles. Which piece is a true title is `structure`'s.
"""

import re
from collections.abc import Sequence

from reader.text import meta
from reader.text.lines import is_spaceless
from reader.text.pieces import Piece, plain

_INFERRED_LONGEST = 100
_SENTENCE = re.compile(r"[.!?…]+[\"'»”’)]*(?=\s+\S)|[。！？]+[」』”）]*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“])(?:[A-ZÀ-Ý]|MM|Mme|Mlle|Dr|Pr|Me|St|Ste|Mr|Mrs|Ms|Jr|No|Nr|z\.B|bzw|Sr|Sra|vs|cf"
    r"|p|art|env|av|J\.-C)\Z"
)
_ABBREVIATED = 8  # characters, more than the longest of these with what stands before it


def inferred_title(pieces: Sequence[Piece]) -> str:
    """The first sentence of the first paragraph, cut at a word where it is long."""
    shown = [
        piece
        for piece in pieces
        if not piece.hidden and piece.kind not in ("credit", "caption", "code")
    ]
    if not shown:
        shown = [piece for piece in pieces if piece.rule != "rule"]
    if not shown:
        return ""
    text = meta.without_dateline(plain(shown[0].text.split("\n", 1)[0])[:600])
    for stop in _SENTENCE.finditer(text):
        end = stop.start()
        if end >= 15 and not _ABBREVIATION.search(text, end - _ABBREVIATED, end):
            text = text[: stop.end()]
            break
    longest = _INFERRED_LONGEST // 2 if is_spaceless(text) else _INFERRED_LONGEST
    if len(text) <= longest:
        return text[:-1] if text.endswith(".") and not text.endswith("..") else text
    cut = text.rfind(" ", longest // 2, longest)
    return text[: cut if cut > 0 else longest - 1].rstrip(" ,;:–—-«“(") + "…"
