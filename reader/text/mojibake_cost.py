"""How plausible a stretch of text is, in nats: words by the character model, the rest by kind.

Low is plausible. Costs add up, so the longer of two readings of the same thing tends to cost
more, which is what separates damage from text. What to change is not decided here.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from reader.text import model
from reader.text.kept import kept

WORD = re.compile(
    "(?:[^\\W\\d_ªºµ][\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0963\u0981-\u0dff\u0e31-\u0e4e\u200c\u200d]*)+"
)
_LOOSE_MARK = re.compile(  # tones go with any letter, a stroke with any sign
    "(?:^|[^\\w\u0300-\u036f\u0483-\u0489])[\u0300-\u0334\u0339-\u036f\u0483-\u0489]"
    "|[\u0305-\u030b\u030d-\u0322\u0324-\u0330\u0332-\u0334\u0339-\u036f]"
)
_CASE_BREAK = 5.0
_CAPITAL = 0.5
_SCRIPT_BREAK = 9.0
_BETWEEN_LETTERS = 5.0
_JOINERS = frozenset("’'‘-·\u00a0‑.@_/&")
_COMMON = frozenset("’‘“”«»„–—…·•\u00a0€°")
_LATIN1 = frozenset("¡¢£¤¥¦§¨©ª¬®¯±²³´µ¶¸¹º¼½¾¿×÷™†‡‹›‚‰")
_BY_CATEGORY = {
    "Cc": 16.0, "Co": 16.0, "Cn": 20.0, "Cs": 20.0, "Cf": 8.0, "Mn": 11.0, "Mc": 11.0, "Lm": 12.0,
    "So": 8.0, "Sm": 9.0, "Sc": 8.0, "Sk": 10.0, "Zs": 7.0, "Zl": 12.0, "Zp": 12.0,
}  # fmt: skip
_UNTYPED = ("Cn", "Co", "Cs", "Sk")
_SCRIPTS = (
    (0x0250, "latin"), (0x02B0, "ipa"), (0x0370, "mark"), (0x0400, "greek"), (0x0530, "cyrillic"),
    (0x0590, "armenian"), (0x0600, "hebrew"), (0x0780, "arabic"), (0x0900, "other"),
    (0x0980, "devanagari"), (0x0E00, "indic"), (0x0E80, "thai"), (0x10A0, "asian"),
    (0x1100, "georgian"), (0x1200, "hangul"), (0x1E00, "rare"), (0x1F00, "latin"),
    (0x2000, "greek"), (0x2E80, "symbol"), (0x3040, "han"), (0x3100, "kana"), (0x3400, "han"),
    (0xA000, "han"), (0xAC00, "rare"), (0xD7B0, "hangul"), (0xF900, "rare"), (0xFB00, "han"),
    (0xFB07, "latin"), (0xFB50, "rare"), (0xFE00, "arabic"), (0xFE70, "rare"), (0xFF00, "arabic"),
    (0xFFF0, "kana"),
    (0x1F000, "rare"), (0x20000, "symbol"), (0x110000, "han"),
)  # fmt: skip
_MODELLED = {"latin", "greek", "cyrillic", "hebrew", "arabic", "han", "kana", "hangul", "thai"}
# Letters of languages the model does not have: Maltese, Welsh, Azerbaijani, Sámi, Hausa, Yoruba …
_MORE_LETTERS = frozenset(
    "ċġħżĊĠĦŻŵŷẁẃẅỳŴŶẀẂẄỲəƏŋŊđĐŧŦǧǥǩʒǯǦǤǨƷǮẽũĩẼŨĨḃċḋḟġṁṗṡṫḂḊḞṀṖṠṪǎǐǒǔǚǍǏǑǓẹọṣẸỌṢĉĝĥĵŝŭĈĜĤĴŜŬ"
    "ﬀﬁﬂﬃﬄāēīōūǖĀĒĪŌŪȳłńśźŁŃŚŹĺľŕĹĽŔİıÿŸţŢάέήίόύώΐΰϊϋΆΈΉΊΌΎΏΪΫўіїєґЎІЇЄҐђћљњџѓќѕјЂЋЉЊЏЃЌЅЈәғқңөұүһӘҒҚҢӨҰҮҺ"
)
_AFRICAN = frozenset("əɓɖɗɛɣɔɩʋ")  # letters of phonetics that Azerbaijani, Hausa, Ewe … write with
_UNITS = frozenset("αβγδεκλμσω")  # what science writes within Latin words
_LOOK_CYRILLIC = frozenset("ABCEHKMOPTX")  # capitals people type for those that look the same
_ONE_HOUSE = {"han", "kana", "hangul"}


@kept(1 << 14)
def script(char: str) -> str:
    """A coarse name of the character's script, by its place."""
    code = ord(char)
    if char in _AFRICAN:
        return "latin"
    return "mark" if char in "\u200c\u200d" else next(name for end, name in _SCRIPTS if code < end)


@kept(1 << 14)
def _symbol(char: str) -> float:
    if char == " ":
        return 1.5
    if char.isascii():
        return 3.0 if char.isprintable() or char in "\n\t\r" else 16.0
    if char in _COMMON:
        return 5.0
    if char in _LATIN1:
        return 7.5
    if char == "\ufffd":
        return 12.0
    if "\u2500" <= char <= "\u259f":
        return 9.0
    return _BY_CATEGORY.get(unicodedata.category(char), 7.0)


@lru_cache(maxsize=1 << 16)
def cost(text: str, languages: tuple[str, ...]) -> float:
    """What `text` costs if it is in one of `languages`, word by word."""
    total, at = 0.0, 0
    for found in WORD.finditer(text):
        total += _between(text, at, found.start()) + _word(found[0], languages)
        at = found.end()
    return total + _between(text, at, len(text))


def longer(head: str, languages: tuple[str, ...]) -> Callable[[str], float]:
    """What `head` costs with each of many characters behind it, in one of `languages`.

    Where a letter goes on with its last word only that is added: costs are quarters, sums exact.
    """
    words = list(WORD.finditer(head))
    if not words or words[-1].end() < len(head) or "İ" in head:
        return lambda char: cost(head + char, languages)
    word = words[-1][0]
    rest = cost(head, languages) - model.least_cost(word, languages)
    longer_cost = model.longer_cost(word, languages)

    def nats(char: str) -> float:
        if not _goes_on(char):
            return cost(head + char, languages)
        return rest + longer_cost(char) + _break(word[-1], char)

    return nats


@kept(1 << 14)
def _goes_on(char: str) -> bool:
    """Whether it belongs to the word before it."""
    return char != "İ" and WORD.match(char) is not None


@kept(1 << 16)
def is_plausible(text: str) -> bool:
    """Whether `text` stands for itself: every word in one script and in letters that are in use,
    no sign in the middle of a word.
    """
    if any(map(_is_odd, text)) or _LOOSE_MARK.search(unicodedata.normalize("NFC", text)):
        return False
    end = 0
    for found in WORD.finditer(text):
        word = found[0]
        gap = text[end : found.start()] if end else ""
        end = found.end()
        if gap and not gap.isascii() and any(map(_is_wedge, gap)) and " " not in gap:
            return False
        if not word.isascii() and not _is_written(word):
            return False
    return True


def is_usual(char: str) -> bool:
    """A letter or sign a lost byte may stand for: of a script in wide use, or typography."""
    if (
        char in _COMMON
        or char in "\ufe0f‑«»©®"
        or _is_wide(char)
        or "\U0001f000" <= char < "\U0001fb00"
    ):
        return True
    if script(char) in ("devanagari", "indic", "thai", "mark"):
        return unicodedata.category(char) != "Cn"
    return script(char) in _MODELLED and _is_letter(char)


def _is_wide(char: str) -> bool:
    """Punctuation of Chinese and Japanese."""
    return "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef"


@kept(1 << 14)
def _is_odd(char: str) -> bool:
    """A sign nobody types: unassigned, private, or far out and neither emoji nor Han."""
    code = ord(char)
    if code >= 0x10000:
        return not (0x1F000 <= code < 0x1FB00 or 0x20000 <= code < 0x31400 or code >= 0xE0000)
    if 0x2900 <= code < 0x2980 and code not in (0x2934, 0x2935):
        return True
    return code > 0x9F and char not in "¯´" and unicodedata.category(char) in _UNTYPED


@kept(1 << 14)
def _is_wedge(char: str) -> bool:
    """A sign that does not stand in the middle of a word."""
    if char.isascii() or char in _JOINERS | _COMMON or _is_wide(char):
        return False
    return char in _LATIN1 or not "\u2600" <= char < "\u2c00" and char < "\U0001f000"


def _is_written(word: str) -> bool:
    scripts = {script(char) for char in word} - {"mark"}
    if len(scripts) > 1 and not scripts <= _ONE_HOUSE:
        rest = [char for char in word if not char.isascii()]
        if len(rest) == len(word) - 1 > 2 and word[0] in _LOOK_CYRILLIC:
            return _is_written(word[1:])
        return len(rest) == 1 and rest[0] in _UNITS
    if not scripts <= _MODELLED:
        return "ipa" not in scripts and "rare" not in scripts
    unknown = sum(not char.isascii() and not _is_letter(char) for char in word)
    return unknown * 4 <= len(word) if scripts <= _ONE_HOUSE else not unknown


@kept(1 << 14)
def _is_letter(char: str) -> bool:
    return char in _MORE_LETTERS | _AFRICAN or model.is_known(char) or script(char) == "mark"


def _between(text: str, start: int, end: int) -> float:
    total = sum(_symbol(char) for char in text[start:end])
    if start and end < len(text) and end - start <= 3 and not _JOINERS & set(text[start:end]):
        total += _BETWEEN_LETTERS if end > start and not text[start:end].isdigit() else 0.0
    return total


@lru_cache(maxsize=1 << 16)
def _word(word: str, languages: tuple[str, ...]) -> float:
    total = model.least_cost(word, languages) + word[0].isupper() * _CAPITAL
    return total + sum(map(_break, word, word[1:]))


@lru_cache(maxsize=1 << 14)
def _break(before: str, char: str) -> float:
    """What two characters cost that seldom meet in a word."""
    total = _CASE_BREAK if char.isupper() and before.islower() else 0.0
    one, other = script(before), script(char)
    if one != other and not {one, other} <= _ONE_HOUSE and "mark" not in (one, other):
        total += _SCRIPT_BREAK
    return total
