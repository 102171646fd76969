"""Stage "unescape": HTML character references (`&eacute;`, `&#233;`) that were left in a text.

Comes in: text. Goes out: edits. Where the text holds HTML tags, `&lt;`, `&gt;` and `&amp;` stay:
there they are meant. Code stays as it is.
"""

import html
import re
from collections.abc import Iterator

from reader.article import Edit
from reader.text.offsets import apply, compose

STAGE = "unescape"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,500})?>")
_CODE = re.compile(r"`[^`\n]{1,500}`|^```.*?^```", re.MULTILINE | re.DOTALL)
_SYNTAX = frozenset("<>&")
_MOST_TIMES = 3  # `&amp;amp;eacute;` has been seen; deeper is a joke


def unescape_edits(text: str) -> list[Edit]:
    """What to change; a reference that another one hides is found as well."""
    edits: list[Edit] = []
    for _ in range(_MOST_TIMES):
        now = apply(text, edits)
        if "&" not in now or ";" not in now:
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
    for found in _REFERENCE.finditer(text):
        while at < len(code) and code[at][1] <= found.start():
            at += 1
        if at < len(code) and code[at][0] <= found.start():
            continue
        after = html.unescape(found[0])
        if not _is_character(after) or (has_tags and after in _SYNTAX):
            continue
        yield Edit(STAGE, "html-entity", found.start(), found.end(), found[0], after)


def _is_character(text: str) -> bool:
    """Something to read: known, no control, nothing replaced."""
    return (
        0 < len(text) <= 2
        and text != "\ufffd"
        and (text.isprintable() or text.isspace())
        and text[0] != "\x00"
    )
