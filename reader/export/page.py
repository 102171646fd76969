"""A page: one article's marks and notes as Markdown that people edit and `reader restore` reads.

`write_page` and `read_page` are each other's inverse. What may be edited stands as text: notes,
colours, tags, the star; what must stay as it is stands in front matter and comments, with a digest
of what was written, so that an edit is told from a change made here. Not here: files and folders
(`folder`), what becomes of an edit (`returning`).
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.article import Annotation
from reader.export.exported import Exported
from reader.export.jsonl import VERSION, annotation_object, encode
from reader.export.markdown import body_of, escaped, joined, plain, quoted

_FENCE = "---"
_MARK = "<!-- reader "
_NEW = "<!-- What you write below this line becomes a note on the article. -->"
_TEXT = "<!-- The text of the article; what is changed below this line is not read back. -->"
_COMMENT = re.compile(r"^(\\*)(<!--)", re.M)
_EDITABLE = ("note", "color", "tags")


@dataclass(frozen=True, slots=True)
class Page:
    """A page read back: an object as a line of the JSON export has it, and what was edited."""

    value: dict[str, Any]
    edited: frozenset[str] = frozenset()  # ids of annotations whose words differ from those written
    written: Mapping[str, str] = field(default_factory=dict)  # annotation id → digest as written
    written_marks: str = ""  # digest of star and tags as written
    new_note: str = ""

    @property
    def marks(self) -> str:
        """The digest of star and tags as they are."""
        return digest_of_marks(self.value["starred"], self.value["tags"])

    @property
    def has_edited_marks(self) -> bool:
        return self.written_marks != self.marks


def digest_of_note(note: str, color: str, tags: list[str]) -> str:
    """Of what may be edited in an annotation; spaces at line ends are no edit."""
    lines = [line.rstrip() for line in note.strip().split("\n")]
    return _digest([lines, color, sorted(tags)])


def digest_of_marks(is_starred: bool, tags: list[str]) -> str:
    """Of what may be edited in the front matter."""
    return _digest([is_starred, sorted(tags)])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]


def write_page(exported: Exported) -> str:
    """The whole page; the same for the same marks, whenever it is written."""
    return "".join(_written(exported))


def _written(exported: Exported) -> Iterator[str]:
    row = exported.headline
    known = {
        "reader": VERSION,
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "url": exported.url,
        "date": row.date,
        "language": row.language,
        "read": not row.unread,
        "place": exported.place,
        "starred": row.starred,
        "tags": list(row.tags),
        "written": digest_of_marks(row.starred, list(row.tags)),
    }
    yield _FENCE + "\n"
    for name, value in known.items():
        yield f"{name}: {encode(value)}\n"
    yield f"{_FENCE}\n\n# {plain(row.title) or 'Untitled'}\n\n"
    yield joined([row.source, exported.url, row.date, row.language]) + "\n"
    for annotation in exported.annotations:
        yield "\n" + _annotation(annotation)
    yield f"\n{_NEW}\n\n{_TEXT}\n"
    if exported.article:
        yield from body_of(exported.article)


def _annotation(annotation: Annotation) -> str:
    kept = annotation_object(annotation)
    kept["written"] = digest_of_note(*(kept.pop(name) for name in _EDITABLE))
    del kept["article"]  # the front matter has it
    comment = encode(kept).replace("--", "-\\u002d")  # two hyphens would end the comment
    parts = [f"{_MARK}{comment} -->"]
    if annotation.quote:
        parts.append(quoted(escaped(annotation.quote)))
    if annotation.note:
        parts[-1] += "\n\n" + _COMMENT.sub(r"\\\1\2", annotation.note) + "\n"
    else:
        parts[-1] += "\n"
    command = f"reader open {annotation.article} --at {annotation.start}"
    tags = ", ".join(map(_written_tag, annotation.tags))
    parts.append(f"- color: {annotation.color}\n- tags: {tags}\n- `{command}`\n")
    return "\n".join(parts)


def _written_tag(tag: str) -> str:
    is_plain = tag.isprintable() and "," not in tag and not tag.startswith('"')
    return tag if is_plain else encode(tag)


def read_page(text: str) -> Page:
    """A page as a user left it. Raises ValueError with a reason if it is none."""
    if text.partition("\n")[0].endswith("\r"):
        text = text.replace("\r\n", "\n")
    head, _, rest = (
        text.removeprefix("\ufeff").removeprefix(_FENCE + "\n").partition(f"\n{_FENCE}\n")
    )
    value = _front_matter(head)
    mine, _, _ = rest.partition(f"\n{_TEXT}")
    mine, found, new_note = mine.partition(f"\n{_NEW}")
    if not found:
        raise ValueError("the line below which a new note is written is gone")
    value["annotations"], edited, written = [], set(), {}
    for part in mine.split("\n" + _MARK)[1:]:
        annotation, digest = _read_annotation(part)
        value["annotations"].append(annotation)
        written[annotation["id"]] = digest
        if digest != digest_of_note(*(annotation[name] for name in _EDITABLE)):
            edited.add(annotation["id"])
    marks = value.pop("written", "")
    return Page(
        value, frozenset(edited), written, str(marks), _COMMENT.sub(_bare, new_note.strip())
    )


def _front_matter(head: str) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for line in head.split("\n"):
        name, colon, written = line.partition(":")
        if not colon:
            continue
        try:
            value[name.strip()] = json.loads(written)
        except ValueError:
            raise ValueError(f"its front matter has no sensible “{plain(name)}”") from None
    if "reader" not in value or not isinstance(value.get("id"), str):
        raise ValueError("it is no page of ours: its front matter is not there")
    if not isinstance(value.setdefault("tags", []), list):
        raise ValueError("its tags are no list")
    if not all(isinstance(tag, str) for tag in value["tags"]):
        raise ValueError("a tag is no text")
    value["starred"] = value.get("starred") is True
    return value


def _read_annotation(part: str) -> tuple[dict[str, Any], str]:
    """An annotation, and the digest of what was written of it; `part` is behind the mark."""
    comment, _, rest = part.partition(" -->\n")
    try:
        value = json.loads(comment)
    except ValueError:
        raise ValueError("the comment above a note was changed") from None
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise ValueError("the comment above a note has lost its id")
    if value.get("quote"):
        while rest.startswith(">"):
            rest = rest.partition("\n")[2]
    note, _, facts = ("\n" + rest).rpartition("\n- color:")
    color, _, facts = facts.partition("\n- tags:")
    tags, _, after = facts.partition("\n")
    more = after.partition("\n")[2].strip() if after.startswith("- `reader open") else after.strip()
    note = note.removeprefix("\n").removeprefix("\n").removesuffix("\n")
    note = f"{note}\n\n{more}".strip() if more else note
    value["note"] = _COMMENT.sub(_bare, note)
    value["color"] = color.strip() or "yellow"
    value["tags"] = _read_tags(tags)
    return value, str(value.pop("written", ""))


def _bare(match: re.Match[str]) -> str:
    return match[1][1:] + match[2]


def _read_tags(line: str) -> list[str]:
    """Tags between commas; one in quotes may hold anything."""
    found: list[str] = []
    rest = line.strip()
    while rest:
        if rest.startswith('"'):
            try:
                tag, end = json.JSONDecoder().raw_decode(rest)
            except ValueError:
                raise ValueError("a tag's closing quote is missing") from None
            rest = rest[end:].lstrip(" ,")
        else:
            tag, _, rest = rest.partition(",")
            rest = rest.lstrip()
        found.append(tag)
    return [tag.strip() for tag in found if tag.strip()]
