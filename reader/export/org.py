"""Org: highlights and notes under their articles, for Emacs and what else reads Org.

In: `Exported`. Out: Org text. Goes out only.
"""

import re
from collections.abc import Iterable, Iterator

from reader.article import Annotation
from reader.export.exported import Exported
from reader.export.markdown import plain

# A headline, keyword, drawer or block where the text only begins a line so. Org's own escape is a
# zero width space (orgmode.org/manual/Escape-Character.html).
_MARKUP = re.compile(r"^(?=\*+ |[ \t]*(?:#\+|:[\w-]+:))", re.M)
_NO_TAG = re.compile(r"[^\w@#%]+")


def write_org(exported: Iterable[Exported]) -> Iterator[str]:
    """Org outline: an article a heading, highlights and notes under it."""
    for each in exported:
        row = each.headline
        yield f"* {plain(row.title) or 'Untitled'}{_tags(row.tags)}\n:PROPERTIES:\n"
        facts = {"ID": row.id, "SOURCE": row.source, "URL": each.url, "DATE": row.date}
        for name, value in facts.items():
            if value:
                yield f":{name}: {plain(value)}\n"
        yield ":END:\n"
        for annotation in each.annotations:
            yield "".join(_annotation(annotation))


def _annotation(annotation: Annotation) -> Iterator[str]:
    words = plain(annotation.quote or annotation.note)
    title = words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…"
    yield f"** {title or annotation.kind}{_tags(annotation.tags)}\n:PROPERTIES:\n"
    yield f":ID: {annotation.id}\n:CREATED: {annotation.created}\n:COLOR: {annotation.color}\n"
    yield f":OPEN: reader open {annotation.article} --at {annotation.start}\n:END:\n"
    if annotation.quote:
        yield f"#+begin_quote\n{_escaped(annotation.quote)}\n#+end_quote\n"
    if annotation.note:
        yield _escaped(annotation.note.rstrip("\n")) + "\n"


def _tags(tags: Iterable[str]) -> str:
    names = [_NO_TAG.sub("_", tag) for tag in tags]
    return f" :{':'.join(names)}:" if names else ""


def _escaped(text: str) -> str:
    return _MARKUP.sub("\u200b", text)
