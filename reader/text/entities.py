"""Stage "unescape": HTML character references (`&eacute;`, `&#233;`) that were left in a text.

Comes in: text. Goes out: edits. A reference without its semicolon is one as well, where nothing
else can be meant. Where the text holds HTML tags, `&lt;`, `&gt;` and `&amp;` stay:
there they are meant. Code stays as it is.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from reader.article import Confidence, Edit
from reader.text.offsets import apply, compose

STAGE = "unescape"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LOOSE = re.compile(  # without its semicolon, as browsers still read it
    r"&(?:(?:#[0-9]{2,5}(?![0-9])|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash)|AElig|aelig|szlig)(?!;)"
    r"|(?:nbsp|laquo|raquo|quot|amp|lt|gt|copy|reg|deg|middot|sect|para|pound|iexcl|iquest)"
    r"(?![\w;=]))"
)
_ADDRESS = re.compile(r"(?:://|www\.)\S*\Z")
_LONGEST_ADDRESS = 300
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,500})?>")
_CODE = re.compile(r"`[^`\n]{1,500}`|^```.*?^```", re.MULTILINE | re.DOTALL)
_SYNTAX = frozenset("<>&")
_MOST_TIMES = 3  # `&amp;amp;eacute;` has been seen; deeper is a joke


def unescape_edits(text: str) -> list[Edit]:
    """What to change; a reference that another one hides is found as well."""
    edits: list[Edit] = []
    for _ in range(_MOST_TIMES):
        now = apply(text, edits)
        if "&" not in now:
            break
        more = list(_once(now))
        if not more:
            break
        edits = compose(text, edits, more)
    return edits


def _once(text: str) -> Iterator[Edit]:
    has_tags = "<" in text and _TAG.search(text) is not None
    code = [found.span() for found in _CODE.finditer(text)] if "`" in text else []
    at = 0
    for found in _references(text):
        while at < len(code) and code[at][1] <= found.start():
            at += 1
        if at < len(code) and code[at][0] <= found.start():
            continue
        after = html.unescape(found[0])
        if after == found[0]:  # `&EACUTE;`, when a headline was made capitals
            after = html.unescape(f"&{found[0][1:].capitalize()}")
        if not _is_character(after) or (has_tags and after in _SYNTAX):
            continue
        confidence: Confidence = "certain" if found[0][-1] == ";" else "likely"
        start, end = found.span()
        yield Edit(STAGE, "html-entity", start, end, found[0], after, confidence)


def _references(text: str) -> Iterator[re.Match[str]]:
    """Whole references, and those that lost their semicolon, unless they are part of an address."""
    found = list(_REFERENCE.finditer(text)) if ";" in text else []
    found += (
        loose
        for loose in _LOOSE.finditer(text)
        if not _ADDRESS.search(text, max(0, loose.start() - _LONGEST_ADDRESS), loose.start())
    )
    return iter(sorted(found, key=re.Match.start))


def _is_character(text: str) -> bool:
    """Something to read, or to format with: known, no control, nothing replaced."""
    return (
        0 < len(text) <= 2
        and text != "\ufffd"
        and (text.isprintable() or text.isspace() or unicodedata.category(text[0]) == "Cf")
        and text[0] != "\x00"
    )
