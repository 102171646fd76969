"""The query language, one for the whole product: what was typed → words, a filter, chips.

It never fails: what it can't understand is plain text. Looking the words up is `stages`.

    word   'exact   ^prefix   word$   !not   -not   "a phrase"   a | b
    title: text: note: author: source: lang: tag: collection: before: after:
    has:note|highlight|copies   is:unread|starred|read|copy|mended
    is:truncated|furniture|duplicates|damaged   rule: (of cleaning)
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from reader.article import Filter
from reader.search.fold import is_alone, tokens

WordKind = Literal["word", "exact", "prefix", "suffix", "phrase"]
WordField = Literal["", "title", "text", "note"]

_MOST_WORDS = 32  # more would only slow the search of a pasted page down
_LONGEST_QUERY = 4000
_PIECE = re.compile(
    r"""(?P<sign>[!-]?)
        (?:(?P<name>[a-z]+):)?
        (?P<mark>['^]?)
        (?: "(?P<quoted>[^"]*)(?:"|$) | (?P<plain>[^\s"|]+) | (?P<lone>[|"]) )""",
    re.VERBOSE | re.IGNORECASE,
)
_EMPTY_FIELD = re.compile(r"[!-]?([a-z]+):(?=\s|$)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_FIELDS: dict[str, WordField] = {"title": "title", "text": "text", "note": "note"}
_VALUES = {
    "author": "author", "source": "source", "lang": "language", "language": "language",
    "tag": "tag", "collection": "collection", "before": "before", "after": "after",
    "rule": "rule",
}  # fmt: skip
_SWITCHES = {
    "has": {"note": "has_note", "highlight": "has_highlight", "copies": "has_copies"},
    "is": {
        "unread": "is_unread",
        "starred": "is_starred",
        "read": "is_read",
        "copy": "is_copy",
        "mended": "is_mended",
        "truncated": "is_truncated",
        "furniture": "is_furniture",
        "duplicates": "is_repeating",
        "damaged": "is_damaged",
    },
}
FIELD_NAMES = (*_FIELDS, *_VALUES, *_SWITCHES)  # for completion
SWITCHES = {name: tuple(values) for name, values in _SWITCHES.items()}
_SURROGATE = re.compile("[\ud800-\udfff]")  # of bytes that were no text; SQLite takes none
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Word:
    """One thing looked for. Words of one `group` are alternatives, groups must all be found."""

    text: str  # as typed, without its signs
    tokens: tuple[str, ...]  # folded; more than one stand side by side
    kind: WordKind = "word"
    field: WordField = ""
    is_excluded: bool = False
    group: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood."""

    words: tuple[Word, ...] = ()
    filter: Filter = field(default_factory=Filter)
    chips: tuple[str, ...] = ()
    misread: Mapping[str, str] = field(
        default_factory=dict
    )  # no field, no date: looked for as text → what is said

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of `misread`, each once."""
        return tuple(dict.fromkeys(self.misread.values()))

    @property
    def is_empty(self) -> bool:
        return not self.words and self.filter == Filter()


def parse(text: str) -> Query:
    """Understand a query; never fails."""
    reading = _Reading()
    rest = unicodedata.normalize("NFC", _SURROGATE.sub(" ", text[:_LONGEST_QUERY]))
    at = 0
    while at < len(rest):
        empty = _EMPTY_FIELD.match(rest, at)
        if empty and empty.group(1).lower() in FIELD_NAMES:  # being typed: asks nothing yet
            at = empty.end()
            continue
        found = None if rest[at].isspace() else _PIECE.match(rest, at)
        if found:
            reading.take(found)
        at = found.end() if found else at + 1
    return reading.query()


class _Reading:
    """What was understood so far."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.chips: list[str] = []
        self.misread: dict[str, str] = {}
        self.wanted: dict[str, object] = {}
        self.unwanted: dict[str, object] = {}
        self.group = 0
        self.is_alternative = False  # a `|` came last

    def query(self) -> Query:
        excluded = Filter(**self.unwanted) if self.unwanted else None  # type: ignore[arg-type]
        chosen = Filter(**self.wanted, excluded=excluded)  # type: ignore[arg-type]
        words = tuple(self.words[:_MOST_WORDS])
        return Query(words, chosen, tuple(self.chips), self.misread)

    def take(self, found: re.Match[str]) -> None:
        """A piece of the query: a filter, else words."""
        if found["lone"]:
            self.is_alternative = found["lone"] == "|"
            return
        name = (found["name"] or "").lower()
        value = found["quoted"] if found["quoted"] is not None else found["plain"]
        if name in _FIELDS:
            self._add(found, _FIELDS[name], value)
        elif not self._filter(name, value, sign=found["sign"] or ""):
            typed = f"{found['name']}:{value}" if found["name"] else value
            if name and (remark := _remark(name, value)):
                self.misread[typed] = remark
            self._add(found, "", typed)

    def _filter(self, name: str, value: str, *, sign: str) -> bool:
        """Whether the piece is a filter; then it is kept."""
        target = self.unwanted if sign else self.wanted
        attribute = _VALUES.get(name, "")
        value = value.strip()
        if attribute in ("before", "after") and not _DATE.fullmatch(value):
            return False
        if name in _SWITCHES and value:
            full = next((n for n in _SWITCHES[name] if n.startswith(value.lower())), "")
            attribute, value = _SWITCHES[name].get(full, ""), full
        if not attribute or not value:
            return False
        is_switch = name in _SWITCHES
        target[attribute] = is_switch or (value.lower() if attribute == "language" else value)
        self.chips.append(f"{sign}{name}:{value}")
        return True

    def _add(self, found: re.Match[str], where: WordField, text: str) -> None:
        """The words of a piece."""
        kind, text = _kind(found, text)
        words = [
            Word(shown, folded, kind, where, bool(found["sign"]))
            for shown, folded in _pieces(text, is_phrase=kind == "phrase")
        ]
        if not words:
            return
        is_joined = self.is_alternative and bool(self.words) and not words[0].is_excluded
        self.is_alternative = False
        for word in words:
            self.group += 0 if is_joined else 1
            is_joined = False
            self.words.append(replace(word, group=self.group))
        prefix = f"{where}:" if where else ""
        marks = {"exact": ("'", ""), "prefix": ("^", ""), "suffix": ("", "$"), "phrase": '""'}
        before, after = marks.get(kind, ("", ""))
        self.chips.append(f"{found['sign'] or ''}{prefix}{before}{text.strip()}{after}")


def _remark(name: str, value: str) -> str:
    """Why `name:value` is only text; "" where nobody meant a field: an address, an empty value."""
    if value.startswith("//") or not value.strip():
        return ""
    if name in ("before", "after"):
        return f"“{value}” is no date like 2022, 2022-09 or 2022-09-22"
    if name in _SWITCHES:
        return f"“{name}:” takes {' or '.join(_SWITCHES[name])}, not “{value}”"
    return f"“{name}:” is no field, so it is text"


def _kind(found: re.Match[str], text: str) -> tuple[WordKind, str]:
    if found["quoted"] is not None and not (found["name"] and text.startswith(found["name"])):
        return "phrase", text
    if found["mark"] == "'":
        return "exact", text
    if found["mark"] == "^":
        return "prefix", text
    if text.endswith("$") and len(text) > 1:
        return "suffix", text[:-1]
    return "word", text


def _pieces(text: str, *, is_phrase: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Typed text as (shown, folded tokens): a phrase is one piece, as is a row of CJK characters.

    An elided letter (l’, d’) is left out where a word follows: it would only hide titles.
    """
    if is_phrase:
        folded = tuple(tokens(text)[:_MOST_WORDS])
        return [(text.strip(), folded)] if folded else []
    pieces: list[tuple[str, tuple[str, ...]]] = []
    chunks = re.split(f"[{_APOSTROPHES}]", text)
    for chunk in chunks:
        row: list[str] = []
        for token in tokens(chunk)[:_MOST_WORDS]:
            if is_alone(token):
                row.append(token)
                continue
            if row:
                pieces.append(("".join(row), tuple(row)))
                row = []
            if len(token) > 1 or len(chunks) == 1:
                pieces.append((token, (token,)))
        if row:
            pieces.append(("".join(row), tuple(row)))
    if not pieces and (folded := tuple(tokens(text)[:1])):
        pieces.append((text, folded))
    if len(pieces) == 1:
        pieces = [(text, pieces[0][1])]
    return pieces
