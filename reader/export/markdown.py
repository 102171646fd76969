"""Markdown: articles to read elsewhere, each followed by the user's highlights and notes.

In: `Exported`. Out: Markdown text. For people; what comes back is written by `page`.
"""

import re
from collections.abc import Iterable, Iterator

from reader.article import Annotation, Article, Block
from reader.export.exported import Exported

# What would become markup at the start of a line that is none, or HTML anywhere.
_MARKER = re.compile(r"^([ \t]*)([#>+*=|~-]|\d{1,9}[.)])", re.M)
_HTML = re.compile(r"<(?=[a-zA-Z/!?])")


def write_markdown(exported: Iterable[Exported]) -> Iterator[str]:
    """Markdown, articles one after the other, highlights and notes under each."""
    is_first = True
    for each in exported:
        if not is_first:
            yield "\n---\n\n"
        is_first = False
        yield from _article(each)


def _article(exported: Exported) -> Iterator[str]:
    row = exported.headline
    yield f"# {plain(row.title) or 'Untitled'}\n\n"
    facts = [row.source, exported.url, row.date, row.language, "★" if row.starred else ""]
    yield joined([*facts, *(f"#{tag}" for tag in row.tags)]) + "\n"
    if exported.article:
        yield from body_of(exported.article)
    if exported.annotations:
        yield "\n## Notes\n"
        for annotation in exported.annotations:
            yield "\n" + _annotation(annotation)


def body_of(article: Article) -> Iterator[str]:
    """The article's visible blocks, each with a blank line before it."""
    before = ""
    for block in article.blocks:
        text = article.text[block.start : block.end]
        if block.hidden or (block.kind == "title" and text.strip() == article.title):
            continue
        gap = "" if before == block.kind == "list_item" else "\n"
        yield gap + _block(block, text) + "\n"
        before = block.kind


def _block(block: Block, text: str) -> str:
    if block.kind == "code":
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{text}\n{fence}"
    safe = escaped(text)
    if block.kind in {"heading", "title"}:
        return f"{'#' * min(6, max(2, block.level + 1))} {plain(text)}"
    if block.kind == "list_item":
        indent = "  " * block.level
        return f"{indent}- " + safe.replace("\n", f"\n{indent}  ")
    if block.kind == "quote":
        return quoted(safe, max(1, block.level))
    if block.kind in {"caption", "credit"}:
        return f"*{plain(text)}*"
    return safe.replace("\n", "  \n") if block.kind == "verse" else safe


def _annotation(annotation: Annotation) -> str:
    parts: list[str] = []
    if annotation.quote:
        parts.append(quoted(escaped(annotation.quote)))
    if annotation.note:
        parts.append(annotation.note.rstrip("\n"))
    facts = [annotation.kind, annotation.color if annotation.quote else "", annotation.created[:10]]
    facts += [f"#{tag}" for tag in annotation.tags]
    facts.append("its passage is gone" if annotation.state == "orphan" else "")
    parts.append(joined(facts))
    return "\n\n".join(parts) + "\n"


def joined(facts: Iterable[str]) -> str:
    """Those that are there, on one line."""
    return f"*{' · '.join(plain(fact) for fact in facts if fact)}*"


def quoted(text: str, level: int = 1) -> str:
    """As a block quote."""
    return "\n".join(("> " * level + line).rstrip() for line in text.split("\n"))


def plain(text: str) -> str:
    """On one line."""
    return _HTML.sub(r"\\<", " ".join(text.split()))


def escaped(text: str) -> str:
    """Text that stays text: no line turns into a heading or a list, nothing into HTML."""
    return _HTML.sub(r"\\<", _MARKER.sub(_with_backslash, text))


def _with_backslash(match: re.Match[str]) -> str:
    indent, marker = match[1], match[2]
    if marker[0].isdigit():  # a number's own sign is behind it
        return f"{indent}{marker[:-1]}\\{marker[-1]}"
    return f"{indent}\\{marker}"
