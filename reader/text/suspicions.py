"""What looks wrong in an article but can't be known: flags, for a person to judge.

Comes in: an article's pieces and language. Goes out: `Flag`s. Nothing is changed here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, repeat

from reader.article import Flag
from reader.text.lines import ends_open, ends_sentence
from reader.text.pieces import Piece

_SMALL = {
    "fr": ("de", "des", "du", "que", "qui", "les", "une", "dans", "pour", "avec", "sur", "est"),
    "en": ("the", "and", "that", "with", "from", "have", "this", "for", "was"),
    "de": ("und", "der", "die", "das", "mit", "von", "nicht", "eine", "für"),
    "es": ("de", "del", "que", "los", "las", "una", "con", "para", "por"),
    "it": ("di", "del", "della", "che", "con", "per", "una", "gli"),
    "pt": ("de", "do", "da", "que", "com", "para", "uma", "dos"),
}
_IMPOSSIBLE = {"fr": re.compile(r"\w{3,}[bdfghjkmptvwxz]que")}
_WHOLE_WORDS = """
lorsque puisque quoique presque jusque ancienne parisienne outside otherwise withstand herewith
therefrom wherefrom aunque porque
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
_MARKS = ".,;:!?…()[]«»“”\"'’‘-–—\u00a0\u202f"
MOST_FLAGS = 50  # of an article that are kept
_LOOKED_AT = 200_000  # characters; no article is longer
_LONG = 60
_BROKEN_OFF = ("…", "...", "[…]", "[...]", "(…)", "(...)")


def suspicions(pieces: Sequence[Piece], language: str) -> list[Flag]:
    """Words run together, paragraphs without a full stop or there twice, much furniture.

    What an article is badged for comes with its badge. There may be more than one wants to read.
    """
    paragraphs = [piece for piece in pieces if piece.kind == "paragraph" and not piece.hidden]
    flags = list(islice(_run_together(paragraphs, language), MOST_FLAGS))
    stopped = sum(ends_sentence(piece.text) for piece in paragraphs)
    if stopped > 2 * len(paragraphs) // 3:
        flags.extend(_unfinished(paragraphs))
    flags.extend(_repeated(paragraphs))
    flags.extend(_furnished(pieces))
    return flags


def _unfinished(paragraphs: Sequence[Piece]) -> Iterator[Flag]:
    for piece in paragraphs:
        text = piece.text
        is_last = piece is paragraphs[-1]
        if len(text) < _LONG or not (ends_open(text) or (is_last and text.endswith(_BROKEN_OFF))):
            continue
        end = text[-60:].split(" ", 1)[-1]
        if is_last:
            yield Flag(end, "The paragraph breaks off at the end of the text.", "truncated")
        else:
            yield Flag(end, "The paragraph ends without a full stop.")


def _repeated(paragraphs: Sequence[Piece]) -> Iterator[Flag]:
    times = Counter(piece.text for piece in paragraphs if len(piece.text) >= _LONG)
    for text, count in times.items():
        if count > 1:
            said = f"The paragraph stands {count} times in the text."
            yield Flag(_start_of(text), said, "duplicates")


def _furnished(pieces: Sequence[Piece]) -> Iterator[Flag]:
    """Is there more furniture than article?"""
    furniture = [piece for piece in pieces if piece.kind == "boilerplate" and piece.rule != "rule"]
    folded = sum(len(piece.text) for piece in furniture)
    if folded > sum(len(piece.text) for piece in pieces if not piece.hidden):
        said = "Most of the text is site furniture."
        yield Flag(_start_of(furniture[0].text), said, "furniture")


def _start_of(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0]


def _run_together(paragraphs: Sequence[Piece], language: str) -> Iterator[Flag]:
    """`milliersde`: a word of the article with a small word stuck to it, seen only once.

    Looks at distinct words only, for a long text has few.
    """
    small = _SMALL.get(language)
    if small is None:
        return
    text = "\n".join(piece.text for piece in paragraphs)[:_LOOKED_AT]
    known = set(map(str.strip, set(text.split()), repeat(_MARKS)))
    impossible = _IMPOSSIBLE.get(language)
    for word in sorted(word for word in known if len(word) > 5 and word.endswith(small)):
        is_stuck = impossible is not None and impossible.fullmatch(word) is not None
        if not is_stuck and word.isalpha() and word not in _WHOLE:
            is_stuck = _parts(word, small, known) and text.count(word) == 1
        if is_stuck:
            yield Flag(word, "Two words seem to have run together.")


def _parts(word: str, small: tuple[str, ...], known: set[str]) -> bool:
    """Is it a word of the text, then a small word?"""
    for ending in small:
        head = word.removesuffix(ending)
        if head != word and len(head) > 3 and head in known and head[-1] in "stdrnlx":
            return True
    return False
