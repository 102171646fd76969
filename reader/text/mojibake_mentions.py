"""Whether a text shows damage on purpose, as articles about it do: text and edits in, yes or no."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from reader.article import Edit
from reader.text import model

_QUOTED = re.compile(
    "«[^«»\n]{1,40}»|“[^“”\n]{1,40}”|„[^„“”\n]{1,40}[“”]|‘[^‘’\n]{1,40}’"
    "|\"[^\"\n]{1,40}\"|'[^'\n]{1,40}'|`[^`\n]{1,80}`|\\|[^|\n]{1,40}(?=\\|)"
)
_WORD = re.compile(r"[^\W\d_]+")
_JOINED_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_TOPIC = re.compile(
    r"mojibake|utf-?8|unicode|latin-?1|windows-125|iso[- ]?8859|ascii|encod|codage|charset"
    r"|code ?page|zeichens[aä]|kodier|codific|kódov|kodowa|кодиров|文字化け|文字コード|乱码|编码",
    re.IGNORECASE,
)
_MOST = 40  # edits in a word
_LONE = 7.0  # nats from which on a letter that stands alone is no word of its language
_NEAR = 0.3  # nats a letter by which a language lags that the text may be in as well
_ENDS = frozenset(" \t\n,.;:!?()")


def are_mentions(text: str, edits: Sequence[Edit]) -> bool:
    """Whether every edit lies where damage is quoted: then nothing is damaged.

    Quoted is a sequence without a word around it, between quotation marks or in code; what stands
    beside its right form on the same line; a letter or a quotation mark that stands by itself. A
    text about encodings may quote whole words.
    """
    return (
        bool(edits)
        and _are_mentions(text, edits, has_topic=True)
        and (_TOPIC.search(text) is not None or _are_mentions(text, edits, has_topic=False))
    )


def _are_mentions(text: str, edits: Sequence[Edit], has_topic: bool) -> bool:
    return all(
        _is_mention(text, edit, has_topic)
        or _is_alone(text, edit, has_topic)
        or _stands_beside(text, edit, edits)
        for edit in edits
    )


def _stands_beside(text: str, edit: Edit, edits: Sequence[Edit]) -> bool:
    """Whether the words that the edits around this one make stand elsewhere on the line."""
    start = max(text.rfind(mark, 0, edit.start) for mark in " \n") + 1
    stop = min(_next(text, mark, edit.end) for mark in " \n")
    first = bisect_left(edits, start, key=lambda other: other.start)
    inside = list(takewhile(lambda other: other.end <= stop, edits[first : first + _MOST]))
    mended, at = "", start
    for other in inside:
        mended += text[at : other.start] + other.after
        at = other.end
    mended += text[at:stop]
    line_start, line_end = text.rfind("\n", 0, start) + 1, _next(text, "\n", stop)
    rest = _JOINED_WORD.findall(f"{text[line_start:start]} {text[stop:line_end]}")
    made = set(_JOINED_WORD.findall(mended)) - set(_JOINED_WORD.findall(text[start:stop]))
    made = {word for word in made if not word.isascii()}
    return bool(made) and all(len(word) > 2 and word in rest for word in made)


def _next(text: str, mark: str, start: int) -> int:
    place = text.find(mark, start)
    return place if place >= 0 else len(text)


def _is_alone(text: str, edit: Edit, has_topic: bool) -> bool:
    """Whether the edit makes a letter that is no word, or a quotation mark, with spaces around; any
    sign in a text about encodings.
    """
    before, behind = text[max(0, edit.start - 1) : edit.start], text[edit.end : edit.end + 1]
    if len(edit.after) != 1 or edit.confidence == "inferred":
        return False
    if not {*before, *behind} <= _ENDS or not before or not behind:
        return False
    if edit.after in "“”‘’„«»" or (has_topic and not edit.after.isalnum()):
        return True
    if not edit.after.isalpha():
        return False
    ranked = model.rank(text[: edit.start] + text[edit.end :])
    near = [language for language, nats in ranked if nats < ranked[0][1] + _NEAR]
    return all(model.word_cost(edit.after, language) > _LONE for language in near)


def _is_mention(text: str, edit: Edit, has_topic: bool) -> bool:
    start = text.rfind("\n", 0, edit.start) + 1
    end = text.find("\n", edit.end)
    line = text[start : end if end >= 0 else len(text)]
    left, right = edit.start - start, edit.end - start
    for found in _QUOTED.finditer(line):
        if found.start() < left and right < found.end() + 1:
            inside = line[found.start() : left] + line[right : found.end()]
            if not re.search("[A-Za-z]", inside) or (has_topic and " " not in inside.strip()):
                return True
    return _has_right_form(line, left, right, edit.after)


def _has_right_form(line: str, left: int, right: int, after: str) -> bool:
    """Whether the mended word stands elsewhere on the line; a single sign, in a list of pairs."""
    while left and line[left - 1].isascii() and line[left - 1].isalpha():
        left -= 1
        after = line[left] + after
    while right < len(line) and line[right].isascii() and line[right].isalpha():
        after += line[right]
        right += 1
    rest = f"{line[:left]} {line[right:]}"
    if after.isalpha():
        return after in _WORD.findall(rest) and (len(after) > 1 or _is_listed(line))
    return len(after) == 1 and after != "\u00a0" and after in rest and _is_listed(line)


def _is_listed(line: str) -> bool:
    """Whether the line shows pairs: a table's row, an arrow, an equals sign."""
    return any(mark in line for mark in ("|", "→", "=>", "->", " = "))
