"""What looks wrong in an article but can't be known: flags, for a person to judge.

Comes in: an article's pieces and language. Goes out: `Flag`s. Nothing is changed here.
"""

import re
from collections.abc import Iterator, Sequence

from reader.article import Flag
from reader.text.lines import ends_sentence
from reader.text.pieces import Piece

_SMALL = {
    "fr": "de|des|du|que|qui|les|une|dans|pour|avec|sur|est",
    "en": "the|and|that|with|from|have|this|for|was",
    "de": "und|der|die|das|mit|von|nicht|eine|für",
    "es": "de|del|que|los|las|una|con|para|por",
    "it": "di|del|della|che|con|per|una|gli",
    "pt": "de|do|da|que|com|para|uma|dos",
}
_IMPOSSIBLE = {"fr": re.compile(r"\w{3,}[bdfghjkmptvwxz]que(?!\w)")}
_WHOLE_WORDS = """
lorsque puisque quoique presque jusque ancienne parisienne outside otherwise withstand herewith
therefrom wherefrom aunque porque
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_FLAGS = 50
_LONG = 60


def suspicions(pieces: Sequence[Piece], language: str) -> list[Flag]:
    """Words run together, paragraphs without a full stop."""
    paragraphs = [piece for piece in pieces if piece.kind == "paragraph" and not piece.hidden]
    flags = list(_run_together(paragraphs, language))
    stopped = sum(ends_sentence(piece.text) for piece in paragraphs)
    if stopped > 2 * len(paragraphs) // 3:
        flags.extend(_unfinished(paragraphs))
    return flags[:_MOST_FLAGS]


def _unfinished(paragraphs: Sequence[Piece]) -> Iterator[Flag]:
    for piece in paragraphs:
        text = piece.text
        if len(text) >= _LONG and not ends_sentence(text) and text[-1] not in ":;,":
            yield Flag(text[-60:].split(" ", 1)[-1], "The paragraph ends without a full stop.")


def _run_together(paragraphs: Sequence[Piece], language: str) -> Iterator[Flag]:
    """`milliersde`: a word of the article with a small word stuck to it, seen only once."""
    small = _SMALL.get(language)
    if small is None:
        return
    text = "\n".join(piece.text for piece in paragraphs)
    stuck = re.compile(rf"(?<!\w)([^\W\d_]{{4,}})({small})(?!\w)")
    candidates = [found for found in stuck.finditer(text)]
    impossible = _IMPOSSIBLE.get(language)
    for found in impossible.finditer(text) if impossible else ():
        yield Flag(found[0], "Two words seem to have run together.")
    if not candidates:
        return
    known = frozenset(_WORD.findall(text))
    for found in candidates:
        head = found[1]
        is_word = head in known and head.endswith(("s", "t", "d", "r", "n", "l", "x"))
        if is_word and text.count(found[0]) == 1 and found[0] not in _WHOLE:
            yield Flag(found[0], "Two words seem to have run together.")
