"""Misread sequences that lost a byte: text in, the likeliest character for each out.

A no-break space that became a space, a byte the code page leaves empty that was dropped or became
U+FFFD or `?`. What is found is a guess by context, and every edit from it is marked as inferred.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from reader.text.alphabet import odd_chars, odd_words, only_odd
from reader.text.model import unwritten, word_cost
from reader.text.mojibake_codecs import broken, codec, reader, sequence
from reader.text.mojibake_cost import cost, is_plausible, longer
from reader.text.mojibake_fillings import LENGTHS, Filling, fillings
from reader.text.mojibake_fit import Patch, left_over, misfit

_GAIN = 1.5  # nats a filling must gain where the codec is known
_JOINED = 6.0  # nats against an "à" that swallows the space behind it
_BEGINS = 0.6  # and for it, in the languages where words begin so
_ALONE = 7.0  # and where it is not
_WITH_MARK = 4.0  # the same, where U+FFFD says that something was lost
_WIDTH = 12  # readings of a word that are followed
_LONGEST = 60  # characters of one word, from which on it is cut
_HOPELESS = 1.0  # broken pairs a word; from 1.3 on, six words of ten and more came out wrong
_HOPELESS_LONG = 4.0  # broken sequences of any length: a line without spaces is one word
_TOLD_WORDS = 20  # that show it
_LONGER = 0xE0  # the first byte that begins more than a pair
_MANY = 8  # letters of another script that show whether a line was misread
_LATIN = "\u024f"  # the last of its letters
_QUOTES = frozenset("“”‘’„«»\u00a0")
_HINTS = frozenset("\ufffdÃÂÅÄĂĹĐÐÑÎÏâГВ")
_QUOTE = re.compile("â€(?![\x80-\xbf‘-…Œ-žˆ˜™])")
_HINT = re.compile(
    f"[ÃÂÅÄĂĹĐÐÑÎÏâ]€?\ufffd|(?:(?<![^\\W\\d_])|(?<=[a-z]))[ÃÂÅÄĂĹĐÐÑÎÏ](?: |$)|{_QUOTE.pattern}",
    re.M,
)
_ELIDED = re.compile(  # a lost apostrophe: "itâs", "lâeau"
    r"â(?:(?<=[a-z]â)(?=(?:s|t|re|ve|ll|d|m)\b)"
    r"|(?:(?<=\b[cdjlmnstCDJLMNST]â)|(?<=[Qq]uâ))(?=[aeiouyhàâéèêîôœ]))"
)
_CYRILLIC = re.compile(r"Г(?:(?<=[a-z]Г)|(?<= Г)(?= ))(?!\w)|В(?<=[a-z\d]В)(?= )")  # "à", a space
_MISTAKEN = frozenset("ГВ")
_LONE = ("cp1252", "cp1250", "cp1251")
_LETTER = re.compile(r"(?<![^\s(«“\"])[^\W\d_](?![^\s,.;:)»”\"])")  # that stands alone
_NORTHERN = "ÅÄĂĹĐÐÑÎÏ"  # letters which, alone, are a name or a unit sooner than a rest
_ELIDING = ("en", "fr", "it", "ca")  # languages that write apostrophes within words all the time
_DIGITS = tuple("0123456789")
_TOLD = 40  # characters of a line that tell its language
_NO_WORD = 7.0  # nats from which on a letter that stands alone is no word of its language
_WORD = re.compile(r"[^ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class _State:
    """A reading of a word up to `at`."""

    at: int
    text: str
    patches: tuple[Patch, ...] = ()
    against: float = 0.0  # nats, of the patches


class _Reading(NamedTuple):
    """A state with one more character, not made before it is known to be among the best."""

    nats: float
    end: int
    text: str
    against: float
    before: _State
    at: int = 0
    filling: Filling | None = None

    def state(self) -> _State:
        patches = self.before.patches
        if self.filling:
            patches = (*patches, _patch(self.at, self.filling))
        return _State(self.end, self.text, patches, self.against)


def has_hint(text: str, runs: frozenset[str], chars: frozenset[str]) -> bool:
    """Whether something looks as if a byte were lost, though nothing else is misread.

    `runs` are the distinct runs outside ASCII, `chars` the distinct characters in them.
    """
    leads = _HINTS & chars
    if not leads:
        return False
    if "â" in leads and len(_ELIDED.findall(text)) > 1:
        return True
    if not _MISTAKEN.isdisjoint(leads) and _is_latin(chars) and _CYRILLIC.search(text):
        return True
    joined = " ".join(runs)
    is_there = any(char + end in joined for char in leads for end in "\ufffd€")
    for char in leads - {"â", *_MISTAKEN}:
        is_there = is_there or f"{char} " in text or f"{char}\n" in text or text.endswith(char)
    return is_there and _HINT.search(text) is not None


def find_patches(
    text: str, chain: tuple[str, ...], languages: tuple[str, ...], whole: dict[str, str]
) -> list[Patch]:
    """Fillings for the broken sequences of `text`, misread as the first codec of `chain`.

    Words that another codec reads stand in `whole`, for theirs may be the better reading.
    """
    found: list[Patch] = []
    end = 0
    sound = _sound_lines(text, chain[0])
    misread = [(start, word) for start, word in odd_words(text) if not _lies_in(sound, start)]
    if _is_hopeless([word for _, word in misread], chain[0]):
        misread = []
    for start, word in misread:
        if start >= end and _is_broken(word, chain[0]):
            state = _fill(text, start, start + len(word), chain[0], chain, languages, _GAIN)
            end = max(end, state.at)
            is_read = word in whole and state.at == start + len(word)
            if not (is_read and cost(whole[word], languages) < _cost_of(state, chain, languages)):
                found += state.patches
    if chain[0] != "cp1252":  # what came before may have lost the quote's last byte
        taken = {at for patch in found for at in range(patch.start, patch.end)}
        for quote in _QUOTE.finditer(text):
            is_free = taken.isdisjoint(range(quote.start(), quote.end()))
            if is_free and not any(
                sequence(name).match(text, quote.start()) for name in (chain[0], "cp1252")
            ):
                found.append(Patch(quote.start(), quote.end(), "”"))
    return sorted(found, key=lambda patch: patch.start)


def _is_hopeless(words: list[str], name: str) -> bool:
    """Whether too much is lost: Cyrillic, say, of which only half the letters have both bytes."""
    if len(words) < _TOLD_WORDS:
        return False
    codes = codec(name).codes
    leads = [codes[char] for word in words if _is_broken(word, name) for char in _leads(word, name)]
    pairs = sum(lead < _LONGER for lead in leads)
    return pairs > _HOPELESS * len(words) or len(leads) > _HOPELESS_LONG * len(words)


def _cost_of(state: _State, chain: tuple[str, ...], languages: tuple[str, ...]) -> float:
    return cost(_read(state.text, chain), languages)


def _sound_lines(text: str, name: str) -> list[tuple[int, int]]:
    """The lines in another script that were not misread: hardly a letter of it is in a sequence."""
    found = []
    start = 0
    for line in text.split("\n"):
        odd = sum(char > _LATIN and char.isalpha() for char in only_odd(line))
        if odd >= _MANY:
            misread = sum(len(run[0]) for run in sequence(name).finditer(line))
            misread += 2 * line.count("\ufffd")
            if misread * 4 < odd:
                found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _lies_in(spans: list[tuple[int, int]], place: int) -> bool:
    at = bisect_right(spans, (place, len(spans) and spans[-1][1])) - 1
    return at >= 0 and place < spans[at][1]


def find_alone(text: str, languages: tuple[str, ...]) -> list[Patch]:
    """The same where no codec is known: only at places that look it, and for much gain."""
    found: list[Patch] = []
    if _is_hopeless([word for _, word in odd_words(text)], _LONE[0]):
        return []
    for hint in _hints(text, languages[0]):
        start = max(text.rfind(" ", 0, hint.start()), text.rfind("\n", 0, hint.start())) + 1
        word = _WORD.match(text, start)
        if word is None or (found and start < found[-1].end):
            continue
        others = set(word[0]) - set(hint[0]) - _QUOTES
        if "\ufffd" not in hint[0] and any(not char.isascii() for char in others):
            continue
        is_letter = len(word[0]) == 1
        if is_letter and _is_meant(text, start, languages[0]):
            continue
        near = languages[:1] if is_letter else languages
        bar = _WITH_MARK if hint[0] in "â" or "\ufffd" in hint[0] else _ALONE
        for name in _LONE:
            if _is_broken(word[0], name):
                state = _fill(text, start, word.end(), name, (name,), near, bar)
                filled = [patch.char.lower() for patch in state.patches]
                if filled and not (is_letter and unwritten(near[0], filled)):
                    found += state.patches
                    break
    return found


def _hints(text: str, language: str) -> list[re.Match[str]]:
    """Places that look as if a byte were lost there."""
    hints = list(_HINT.finditer(text))
    elided = list(_ELIDED.finditer(text)) if language in _ELIDING else []
    letters = [char for char in odd_chars(text) if char.isalpha() and char != "â"]
    hints += elided if len(elided) > 1 and not unwritten(language, letters) else []
    hints += _CYRILLIC.finditer(text) if _is_latin(odd_chars(text)) else ()
    return sorted(hints, key=lambda hint: hint.start())


def _is_latin(chars: frozenset[str]) -> bool:
    """Whether nothing else is Cyrillic than the letters that `à` and the no-break space become."""
    return all(char < "\u0400" or char > "\u052f" or char in _MISTAKEN for char in chars)


def _is_meant(text: str, at: int, language: str) -> bool:
    """Whether a letter that stands alone is itself: at the end of its line, one of several there
    that are no words, a unit, or one that the language writes.
    """
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[first : last if last >= 0 else len(text)]
    if text[at] in "ÃÂ" and at + 1 == first + len(line):
        return True
    if re.search(f"(?<!\\w){text[at]}[a-z]", line):
        return True  # words begin with it
    letters = {char for char in _LETTER.findall(line) if not char.isascii()} - {text[at]}
    if any(word_cost(char, language) > _NO_WORD for char in letters):
        return True
    if text[at] not in _NORTHERN or text.startswith("  ", at + 1):
        return False
    is_bare = not any(char.isalpha() for char in only_odd(line) if char != text[at])
    is_unit = line[: at - first].rstrip().endswith(_DIGITS)
    is_told = len(line) > _TOLD and unwritten(language, [text[at].lower()])
    return is_unit or not is_bare or not is_told


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A lead, or a whole sequence, so that whole ones are stepped over."""
    leads = "".join(re.escape(c) for c, byte in codec(name).codes.items() if LENGTHS[byte])
    return re.compile(f"{sequence(name).pattern}|(?P<lead>[{leads}])")


@lru_cache(maxsize=1 << 14)
def _is_broken(word: str, name: str) -> bool:
    return bool(_leads(word, name))


def _leads(word: str, name: str) -> list[str]:
    """Where its broken sequences begin."""
    return [m["lead"] for m in _pattern(name).finditer(word) if m["lead"]]


def _fill(
    text: str, start: int, end: int, name: str, chain: tuple[str, ...],
    languages: tuple[str, ...], bar: float,
) -> _State:  # fmt: skip
    """The best reading of the word at `[start, end)`, longer where a space belongs to it."""
    done: list[_State] = []
    states = [_State(start, "")]
    end = _reach(text, end, name)
    while states:
        further: list[_Reading] = []
        for state in states:
            found = _pattern(name).search(text, state.at, end) if state.at < end else None
            while found and not found["lead"]:
                found = _pattern(name).search(text, found.end(), end)
            if found is None or len(state.text) > _LONGEST:
                at = max(end, state.at)
                done.append(_State(at, state.text + text[state.at : at], state.patches))
            else:
                further += _readings(text, found.start(), state, chain, languages)
        further.sort(key=lambda reading: reading.nats / (reading.end - start))
        states = [reading.state() for reading in further[:_WIDTH]]
    return _best(text, start, done, chain, languages, bar)


def _readings(
    text: str, at: int, state: _State, chain: tuple[str, ...], languages: tuple[str, ...]
) -> Iterator[_Reading]:
    """The reading with the lead at `at` as it is, then with each filling; what each costs."""
    head = state.text + text[state.at : at]
    alone, against = head + text[at], state.against
    yield _Reading(cost(_read(alone, chain), languages) + against, at + 1, alone, against, state)
    costs, trails = longer(_read(head, chain), languages), _trails(chain)
    for filling in fillings(text, at, chain[0]):
        char, against = filling.char, state.against + filling.against
        if filling.is_set:
            against = state.against + misfit(text, (_patch(at, filling),), languages)
        whole = head + char
        nats = cost(_read(whole, chain), languages) if char in trails else costs(char)
        yield _Reading(nats + against, at + filling.length, whole, against, state, at, filling)


def _patch(at: int, filling: Filling) -> Patch:
    return Patch(at, at + filling.length, filling.char, filling.against, filling.is_set)


@cache
def _trails(chain: tuple[str, ...]) -> frozenset[str]:
    """The characters that can end a sequence which stands before them."""
    tables = [codec(name).codes for name in chain]
    return frozenset(char for codes in tables for char, byte in codes.items() if byte < 0xC0)


def _reach(text: str, end: int, name: str) -> int:
    """Where the words end that a lost no-break space may have held together."""
    ends = _ends_broken(name)
    limit = end + _LONGEST
    while end < limit and text[end : end + 1] == " " and ends.search(text, max(0, end - 3), end):
        word = _WORD.match(text, end + 1)
        if word is None:
            break
        end = word.end()
    return min(end, limit)


@cache
def _ends_broken(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{broken(name).pattern})$")


def _best(
    text: str, start: int, done: list[_State], chain: tuple[str, ...],
    languages: tuple[str, ...], bar: float,
) -> _State:  # fmt: skip
    """The cheapest plausible reading over the longest stretch any of them takes."""
    stop = max(state.at for state in done)
    ranked = []
    for state in done:
        after = _read(state.text + text[state.at : stop], chain)
        if not state.patches or is_plausible(after):
            nats = cost(after, languages) + bar * len(state.patches)
            nats += misfit(text, state.patches, languages)
            nats += left_over(text, state.patches, after)
            ranked.append((nats + _joining(text, start, state, languages), state))
    best = min(ranked, key=itemgetter(0), default=(0.0, _State(start, "")))[1]
    return best if best.patches else _State(start, "")


def _joining(text: str, start: int, state: _State, languages: tuple[str, ...]) -> float:
    """Nats against an "à" that swallows the space behind it: Portuguese alone begins words so."""
    for patch in state.patches:
        is_joined = text[patch.end - 1] == " " and text[patch.end : patch.end + 1] != " "
        if patch.start == start and patch.char in "àÀ" and is_joined:
            return -_BEGINS if languages[0] in ("pt", "gl") else _JOINED
    return 0.0


def _read(text: str, chain: tuple[str, ...]) -> str:
    for name in chain:
        text = reader(name)(text)
    return text
