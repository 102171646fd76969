"""What may reach a terminal: control characters and invisible ones, and composed letters (NFC).

Comes in: any text. Goes out: the edits that make it harmless (`clean_edits`), or the harmless
text at once (`safe`, for everything shown or printed). Spaces and line ends are `spacing`'s.

One table says what goes, what becomes something else, and what stays because a script needs it:

| characters | become |
|---|---|
| CR LF, CR, VT, FF, NEL, LINE and PARAGRAPH SEPARATOR | a line feed |
| sequences that command a terminal | nothing |
| C0 and C1 controls, DEL (tab and line feed stay) | nothing |
| all twelve bidirectional controls, U+2060–2064, U+206A–206F, BOM | nothing |
| soft hyphen, with the line feed behind it if there is one | nothing |
| noncharacters, interlinear annotation, U+FFFC, invisible fillers, CGJ | nothing |
| surrogates | their character as a pair, U+FFFD alone |
| ZWNJ | stays between letters of Arabic, the scripts of India, Mongolian |
| ZWJ | stays there too, and between the parts of an emoji |
| ZWSP | stays between letters of Thai, Lao, Burmese, Khmer |
| variation selectors | one stays behind what can vary (emoji, digit, ideograph, symbol) |
| tag characters | stay in a flag: U+1F3F4, letters, U+E007F |
| more than four generic combining marks in a row | the first two |
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from reader.article import Edit
from reader.text.alphabet import alphabet
from reader.text.offsets import apply, compose

STAGE = "unicode"

_JOINING = (
    "\u0600-\u06ff\u0700-\u07bf\u0860-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff"
    "\u1800-\u18af\u1a20-\u1aaf\u1b00-\u1bff\ua8e0-\ua8ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00011000-\U0001147f"
)
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\u1a20-\u1aaf"
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_VARYING = f"{_EMOJI}0-9#*\u2010-\u2bff\u1820-\u18aa\u1000-\u109f\ua840-\ua877\u3400-\u9fff\U00020000-\U0003ffff\uf900-\ufaff\u3000-\u303f"  # noqa: E501
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u180f"
_NEWLINES = "\r\x0b\x0c\x85\u2028\u2029"
_GONE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e"
    "\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ufdd0-\ufdef"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(
        f"{chr(0x10000 * plane + 0xFFFE)}{chr(0x10000 * plane + 0xFFFF)}" for plane in range(1, 17)
    )
)
_CONDITIONAL = f"\u200b-\u200d{_SELECTORS}"
_SURROGATES = "\ud800-\udfff"
_MARK = re.compile(f"[{_MARKS}]")
_HEAVY = re.compile(f"[{_MARKS}]{{5,}}")
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f"
_SUSPECT = re.compile(
    f"[{_GONE}{_CONDITIONAL}{_SURROGATES}{_NEWLINES}]"  # found first, by one character set
)
_ESCAPE = (  # a whole command to a terminal: colours and moves, then titles, clipboards, links
    r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x9b[0-9;?]{1,32}[A-Za-z]"
    r"|\x1b[\]PX^_][^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
)
_SUSPECT_RUN = re.compile(
    f"{_FLAG}|{_ESCAPE}|\r\n|(?:(?![\x1b\x9b])[{_GONE}{_CONDITIONAL}{_SURROGATES}{_NEWLINES}])+"
    "|[\x1b\x9b]"
)
_PIECE = re.compile(
    f"\r\n|[{_NEWLINES}]|[\ud800-\udbff][\udc00-\udfff]|[{_SURROGATES}]"
    f"|\u00ad+\n?|[{_CONDITIONAL}]|[{_GONE}]+"
)
_EMOJI_BEHIND = re.compile(f"[{_EMOJI}][\ufe0f\U0001f3fb-\U0001f3ff\u20e3]*\\Z")
_EMOJI_AHEAD = re.compile(f"[{_EMOJI}]")
_JOINING_ONE = re.compile(f"[{_JOINING}]")
_NO_SPACES_ONE = re.compile(f"[{_NO_SPACES}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_VARYING_ONE = re.compile(f"[{_VARYING}]")

table: tuple[tuple[str, str], ...] = (  # a set of characters, and the rule that handles it
    (_NEWLINES, "newline"),
    (_SURROGATES, "surrogate"),
    ("\u200b-\u200d", "joiner"),
    (_SELECTORS, "selector"),
    ("\u00ad", "soft-hyphen"),
    ("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", "bidi"),
    ("\U000e0000-\U000e007f", "tag"),
    ("\x00-\x1f\x7f-\x9f", "control"),
    (_GONE, "invisible"),
)
_RULES = tuple((re.compile(f"[{characters}]"), rule) for characters, rule in table)


def safe(text: str, *, keep_newlines: bool = True) -> str:
    """The text as it may be shown: nothing in it commands a terminal or hides.

    Tabs become spaces; without `keep_newlines` line feeds do too, and the result is one line.
    """
    if not (text.isascii() and text.isprintable()):
        letters = "".join(alphabet(text))
        if _SUSPECT.search(letters):
            text = _SUSPECT_RUN.sub(lambda run: "".join(p[2] for p in _pieces(text, run)), text)
        if _MARK.search(letters):
            text = _HEAVY.sub(lambda run: run[0][:2], text)
        text = text.replace("\t", " ")
    return text if keep_newlines else text.replace("\n", " ")


def clean_edits(text: str) -> list[Edit]:
    """The edits of stage "unicode": invisible and control characters, then NFC."""
    letters = "".join(alphabet(text))
    edits = harmful(text) if _SUSPECT.search(letters) else []
    if _MARK.search(letters):
        edits = compose(text, edits, _heavy(apply(text, edits)))
    if not letters.isascii():
        edits = compose(text, edits, _composed(apply(text, edits)))
    return edits


def harmful(text: str) -> list[Edit]:
    """The edits that take away what hides or commands, or make it harmless."""
    return [
        Edit(STAGE, _rule(before), start, start + len(before), before, after)
        for run in _SUSPECT_RUN.finditer(text)
        for start, before, after in _pieces(text, run)
        if before != after
    ]


def _rule(before: str) -> str:
    if len(before) > 1 and before[0] in "\x1b\x9b":
        return "terminal-escape"
    return next(rule for characters, rule in _RULES if characters.match(before))


def _pieces(text: str, run: re.Match[str]) -> Iterator[tuple[int, str, str]]:
    """What each part of a run of suspicious characters becomes: its start, before, after."""
    if run[0][0] == "\U0001f3f4":
        yield run.start(), run[0], run[0]  # a flag: its tags are what it is
        return
    if run[0][0] in "\x1b\x9b":
        yield run.start(), run[0], ""
        return
    at, end = run.span()
    while at < end:
        piece = _PIECE.match(text, at)
        assert piece is not None  # every suspicious character is in one of the sets
        before = piece[0]
        yield at, before, _becomes(text, at, before)
        at = piece.end()


def _becomes(text: str, at: int, before: str) -> str:
    character = before[0]
    if before == "\r\n" or character in _NEWLINES:
        return "\n"
    if "\ud800" <= character <= "\udfff":
        return before.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    keeps = _KEPT.get(character, _is_selecting if _SELECTOR.match(character) else None)
    return before if keeps is not None and keeps(text, at) else ""


def _neighbours(text: str, at: int) -> tuple[str, str]:
    return text[at - 1 : at] if at else "", text[at + 1 : at + 2]


def _is_joining(text: str, at: int) -> bool:
    before, after = _neighbours(text, at)
    if _JOINING_ONE.match(before) and _JOINING_ONE.match(after):
        return True
    if text[at] != "\u200d":
        return False
    if "\u0900" <= before <= "\u0dff" and after not in (
        "",
        "\n",
    ):  # a half form at the end of a word
        return True
    return bool(_EMOJI_AHEAD.match(after)) and _has_emoji(text, at)


def _has_emoji(text: str, at: int) -> bool:
    """Does an emoji end here, its variation or skin tone included?"""
    return _EMOJI_BEHIND.search(text, max(0, at - 4), at) is not None


def _is_breaking(text: str, at: int) -> bool:
    before, after = _neighbours(text, at)
    return bool(_NO_SPACES_ONE.match(before) and _NO_SPACES_ONE.match(after))


def _is_selecting(text: str, at: int) -> bool:
    return bool(_VARYING_ONE.match(_neighbours(text, at)[0]))


_KEPT: dict[str, Callable[[str, int], bool]] = {
    "\u200b": _is_breaking,
    "\u200c": _is_joining,
    "\u200d": _is_joining,
}


def _heavy(text: str) -> list[Edit]:
    return [
        Edit(STAGE, "stacked-marks", run.start() + 2, run.end(), run[0][2:], "")
        for run in _HEAVY.finditer(text)
    ]


_CLUSTER = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")  # nothing composes with ASCII behind it


def _composed(text: str) -> list[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return []
    edits: list[Edit] = []
    for run in _CLUSTER.finditer(text):
        before = run[0]
        after = unicodedata.normalize("NFC", before)
        if after != before:
            edits.append(Edit(STAGE, "nfc", run.start(), run.end(), before, after))
    return edits
