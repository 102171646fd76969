"""What looks wrong in an article but can't be known: flags, for a person to judge.

Comes in: an article's pieces and language. Goes out: `Flag`s. Nothing is changed here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, repeat

from reader.article import Flag
from reader.text.alphabet import odd_words
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
_HEAD_ENDS = "stdrnlx"  # what a word may end in that another one is stuck to
_IMPOSSIBLE = {"fr": re.compile(r"\w{3,}[bdfghjkmptvwxz]que")}
_RARE_END = re.compile(r"que(?<=[bdfghjkmptvwxz]que)(?!\w)")  # of these
_WHOLE_WORDS = """
lorsque puisque quoique presque jusque ancienne parisienne outside otherwise withstand herewith
therefrom wherefrom aunque porque
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
_MARKS = ".,;:!?…()[]«»“”\"'’‘-–—\u00a0\u202f"
MOST_FLAGS = 50  # of an article that are kept
_LOOKED_AT = 200_000  # characters; no article is longer
_MANY = 20_000  # characters from which on it pays to look all words up
_LONGEST_WORD = 200
_LONG = 60
_TOLD = 20  # places that show that bytes of letters are lost
# What misread text has side by side when the bytes between are gone: one of Latin-1's letters and
# one of another script, or a sign that stands in no word; and what is said to be lost.
_SIGNS = "¢-¦¨©¬-³¶¸¹¼-¾"
_LOST = re.compile(f"\ufffd|[À-ÿ](?=[{_SIGNS}\u0370-\u06ff])|(?<=[{_SIGNS}\u0370-\u06ff])[À-ÿ]")
_BROKEN_OFF = ("…", "...", "[…]", "[...]", "(…)", "(...)")


def suspicions(pieces: Sequence[Piece], language: str) -> list[Flag]:
    """Words run together, paragraphs without a full stop or there twice, much furniture, letters
    that are lost.

    What an article is badged for comes with its badge. There may be more than one wants to read.
    """
    paragraphs = [piece for piece in pieces if piece.kind == "paragraph" and not piece.hidden]
    flags = list(islice(_run_together(paragraphs, language), MOST_FLAGS))
    stopped = sum(ends_sentence(piece.text) for piece in paragraphs)
    if stopped > 2 * len(paragraphs) // 3:
        flags.extend(_unfinished(paragraphs))
    flags.extend(_repeated(paragraphs))
    flags.extend(_furnished(pieces))
    flags.extend(_damaged(pieces))
    return flags


def _unfinished(paragraphs: Sequence[Piece]) -> Iterator[Flag]:
    """Paragraphs without a full stop; at the end the text was cut, unless its author does so."""
    is_habit = any(len(each.text) >= _LONG and ends_open(each.text) for each in paragraphs[:-1])
    for piece in paragraphs:
        text = piece.text
        is_last = piece is paragraphs[-1]
        if len(text) < _LONG or not (ends_open(text) or (is_last and text.endswith(_BROKEN_OFF))):
            continue
        end = text[-60:].split(" ", 1)[-1]
        if is_last and not (is_habit and text[-1].isalnum()):
            yield Flag(end, "The paragraph breaks off at the end of the text.", "truncated")
        else:
            yield Flag(end, "The paragraph ends without a full stop.")


def _repeated(paragraphs: Sequence[Piece]) -> Iterator[Flag]:
    texts = [piece.text for piece in paragraphs if len(piece.text) >= _LONG]
    times = Counter(texts) if len(set(texts)) < len(texts) else {}
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


def _damaged(pieces: Sequence[Piece]) -> Iterator[Flag]:
    """Are so many letters lost that what is left can't be mended?"""
    texts = [piece.text for piece in pieces if not piece.hidden and not piece.text.isascii()]
    text = "\n".join(texts)[:_LOOKED_AT]
    places = [found.start() for found in _LOST.finditer(text)] if texts else []
    if len(places) >= _TOLD and 2 * len(places) > sum(1 for _ in odd_words(text)):
        said = "Too many letters are lost to be filled in."
        yield Flag(_start_of(_word_around(text, places[0], places[0] + 1)), said, "damaged")


def _start_of(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0]


def _run_together(paragraphs: Sequence[Piece], language: str) -> Iterator[Flag]:
    """`milliersde`: a word of the article with a small word stuck to it, seen only once."""
    small = _SMALL.get(language)
    if small is None:
        return
    text = "\n".join(piece.text for piece in paragraphs)[:_LOOKED_AT]
    known = _words(text) if len(text) > _MANY else None
    places = [found.span() for ends in _stuck(language) for found in ends.finditer(text)]
    long = ((start, end) for start, end in places if not text[start - 3 : start].count(" "))
    for word in sorted({_word_around(text, *place) for place in long}):
        is_stuck = language in _IMPOSSIBLE and _IMPOSSIBLE[language].fullmatch(word) is not None
        if not is_stuck and word.isalpha() and word not in _WHOLE:
            heads = _heads(word, small)
            is_word = any(_stands_in(text, h) if known is None else h in known for h in heads)
            is_stuck = is_word and text.count(word) == 1
        if is_stuck:
            yield Flag(word, "Two words seem to have run together.")


@cache
def _stuck(language: str) -> tuple[re.Pattern[str], ...]:
    """A small word at the end of another; searches for letters that are there often cost most."""
    found = re.compile(f"[{_HEAD_ENDS}](?:{'|'.join(_SMALL[language])})(?!\\w)")
    return (found, _RARE_END) if language in _IMPOSSIBLE else (found,)


def _word_around(text: str, start: int, end: int) -> str:
    """The whole word, without the marks around it."""
    before = text[max(0, start - _LONGEST_WORD) : end].split()[-1]
    behind = text[end : end + _LONGEST_WORD]
    rest = behind.split(maxsplit=1)[:1] if not behind[:1].isspace() else []
    return "".join([before, *rest]).strip(_MARKS)


def _stands_in(text: str, word: str) -> bool:
    """Whether the word stands somewhere by itself."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[end : end + 1].isalpha() and _word_around(text, at, end) == word:
            return True
        at = text.find(word, end)
    return False


def _words(text: str) -> set[str]:
    return set(map(str.strip, set(text.split()), repeat(_MARKS)))


def _heads(word: str, small: tuple[str, ...]) -> list[str]:
    """What stands before the small word, if a word may end so."""
    heads = (word.removesuffix(ending) for ending in small if word.endswith(ending))
    return [head for head in heads if len(head) > 3 and head[-1] in _HEAD_ENDS]
