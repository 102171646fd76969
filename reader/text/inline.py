"""Inline markup of a block: links, emphasis, code. Found when a block is shown, never stored.

Comes in: clean text and a block's span. Goes out: spans in the text's offsets, sorted; a span of
kind "marker" is punctuation that a screen may leave out. A flavour of Markdown that also does no
harm to plain text: emphasis needs its asterisks at the edges of words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

InlineKind = Literal["strong", "emphasis", "code", "link", "marker"]
_MOST_URL = 8_192

_TOKEN = re.compile(
    r"(?P<code>`{1,2})(?=\S)(?P<code_text>[^`\n]{1,500})(?P=code)"
    r"|!?\[(?P<label>[^\[\]\n]{0,500})\]\((?P<target>[^\s()<>]{1,8192}(?:\([^\s()<>]{0,500}\))?[^\s()<>]{0,500})"
    r"(?:[ \t]+\"[^\"\n]{0,500}\")?\)"
    r"|<(?P<auto>https?://[^\s<>]{1,8192})>"
    r"|(?P<bare>https?://[^\s<>\"«»“”`]{1,8192}|(?<![\w./@-])www\.[^\s<>\"«»“”`]{1,8192})",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<strong>\*\*|__)(?=[^\s*_])(?P<strong_text>[^\n]{1,1000}?)(?<=[^\s\\])(?P=strong)(?![\w*])"
    r"|(?<![\w*_\\])(?P<mark>[*_])(?=[^\s*_])(?P<text>[^*_\n]{1,1000}?)(?<=[^\s\\])(?P=mark)(?![\w*_])"
)
_TRAILING = ".,;:!?'…*_’"


@dataclass(frozen=True, slots=True)
class Inline:
    """A styled stretch of the text; a link has an address that is safe to open."""

    start: int
    end: int
    kind: InlineKind
    href: str = ""


def spans(text: str, start: int, end: int, *, is_code: bool = False) -> list[Inline]:
    """The styled stretches of `text[start:end]`; they may nest, outer ones first."""
    if is_code:
        return []
    found: list[Inline] = []
    taken: list[tuple[int, int]] = []  # where an asterisk is no emphasis
    for token in _TOKEN.finditer(text, start, end):
        found.extend(_of_token(token, taken))
    for token in _EMPHASIS.finditer(text, start, end):
        found.extend(_of_emphasis(token, taken))
    found.sort(key=lambda span: (span.start, -span.end))
    return found


def _of_token(token: re.Match[str], taken: list[tuple[int, int]]) -> Iterator[Inline]:
    if token["code"]:
        taken.append(token.span())
        yield from _wrapped(token, "code_text", "code")
    elif token["target"]:
        href = address(token["target"])
        if not href:
            return
        taken.append((token.end("label"), token.end()))
        yield from _wrapped(token, "label", "link", href)
    elif token["auto"]:
        taken.append(token.span())
        yield from _wrapped(token, "auto", "link", address(token["auto"]))
    else:
        shown = _without_punctuation(token["bare"])
        taken.append((token.start(), token.start() + len(shown)))
        href = address(shown if "://" in shown else f"https://{shown}")
        if href:
            yield Inline(token.start(), token.start() + len(shown), "link", href)


def _of_emphasis(token: re.Match[str], taken: list[tuple[int, int]]) -> Iterator[Inline]:
    is_strong = token["strong"] is not None
    inside = "strong_text" if is_strong else "text"
    marks = ((token.start(), token.start(inside)), (token.end(inside), token.end()))
    if any(start < end and begin < stop for start, stop in marks for begin, end in taken):
        return
    yield from _wrapped(token, inside, "strong" if is_strong else "emphasis")


def _wrapped(
    token: re.Match[str], group: str, kind: InlineKind, href: str = ""
) -> Iterator[Inline]:
    """A group between two markers."""
    if token.start() < token.start(group):
        yield Inline(token.start(), token.start(group), "marker")
    if token[group]:
        yield Inline(token.start(group), token.end(group), kind, href)
    if token.end(group) < token.end():
        yield Inline(token.end(group), token.end(), "marker")


def _without_punctuation(url: str) -> str:
    """A bare address without the sentence's full stop or the bracket that opened before it."""
    while url:
        last = url[-1]
        unopened = last in ")]" and url.count(
            "([".replace("[" if last == ")" else "(", "")
        ) < url.count(last)
        if last not in _TRAILING and not unopened:
            break
        url = url[:-1]
    return url


def address(url: str) -> str:
    """The URL if it is safe to open (http or https, a host, no controls, at most 8 kB), or ""."""
    if len(url) > _MOST_URL or not url.isprintable():
        return ""
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return url if is_good else ""
