"""What becomes of a page that comes back: edits are taken over, conflicts are said.

A page and the notes in; out come what is to be merged and what conflicts. Three states are
compared: as written, as edited in the file, as it is here. Edited on one side only, that side
counts; on both and differently, ours stays and the conflict is said. What is missing in a page is
no deletion.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from reader.article import Annotation, ArticleId
from reader.errors import NotFound
from reader.export.exported import Exported
from reader.export.jsonl import annotation_object
from reader.export.page import Page, digest_of_marks, digest_of_note
from reader.library.notes import Notes


@dataclass(frozen=True, slots=True)
class Conflict:
    """Edited in the file and here, differently; ours stays."""

    what: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What a page brings."""

    value: dict[str, Any]  # what is missing here, as a line of the JSON export has it
    edits: tuple[dict[str, Any], ...] = ()  # annotations that were edited in the file alone
    star: bool | None = None  # set or remove the star
    tags_on: tuple[str, ...] = ()
    tags_off: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def settle(notes: Notes, page: Page, now: str) -> Returned:
    """Compare a page with what is here."""
    article = ArticleId(page.value["id"])
    conflicts: list[Conflict] = []
    edits: list[dict[str, Any]] = []
    missing: list[dict[str, Any]] = []
    for theirs in page.value["annotations"]:
        ours = _own(notes, theirs["id"])
        if ours is None:
            missing.append(theirs)
        elif theirs["id"] in page.edited and _digest(annotation_object(ours)) != _digest(theirs):
            if _digest(annotation_object(ours)) == page.written[ours.id]:
                edits.append(theirs)
            else:
                conflicts.append(Conflict(f"the note {ours.id}", theirs["note"], ours.note))
    if page.new_note and _own(notes, new_note_id(page)) is None:
        new = Annotation(new_note_id(page), article, "note", note=page.new_note)
        missing.append(annotation_object(new) | {"created": now, "updated": now})
    value = page.value | {"annotations": missing}
    if not page.has_edited_marks:
        return Returned(value, tuple(edits), conflicts=tuple(conflicts))
    star, tags_on, tags_off = _marks(notes, page, conflicts)
    value |= {"starred": False, "tags": []}  # they are set and removed, not merged
    return Returned(value, tuple(edits), star, tags_on, tags_off, tuple(conflicts))


def _own(notes: Notes, identity: str) -> Annotation | None:
    try:
        found = notes.annotation(identity)
    except NotFound:
        return None
    return found if found.id == identity else None


def _digest(value: dict[str, Any]) -> str:
    return digest_of_note(value["note"], value["color"], list(value["tags"]))


def _marks(
    notes: Notes, page: Page, conflicts: list[Conflict]
) -> tuple[bool | None, tuple[str, ...], tuple[str, ...]]:
    """Star and tags that were edited in the front matter."""
    article = ArticleId(page.value["id"])
    is_starred, ours = notes.is_starred(article), notes.tags_of(article)
    wanted: dict[str, str] = {tag.casefold(): tag for tag in page.value["tags"]}
    theirs_star = bool(page.value["starred"])
    marks = digest_of_marks(is_starred, list(ours))
    if marks == page.marks:
        return None, (), ()
    if marks != page.written_marks:
        said = ["★", *page.value["tags"]] if theirs_star else page.value["tags"]
        conflicts.append(Conflict("star and tags", ", ".join(said), ", ".join(ours)))
        return None, (), ()
    have = {tag.casefold() for tag in ours}
    return (
        theirs_star if theirs_star != is_starred else None,
        tuple(tag for key, tag in wanted.items() if key not in have),
        tuple(tag for tag in ours if tag.casefold() not in wanted),
    )


def new_note_id(page: Page) -> str:
    """Of the note that was written on a page; the same words have the same, so twice adds none."""
    digest = hashlib.sha256(f"{page.value['id']}\n{page.new_note}".encode()).digest()
    return base64.b32encode(digest)[:10].decode("ascii").lower()


def is_taken_over(page: Page, exported: Exported) -> bool:
    """Whether every edit of a page is in the notes already, so that it may be written anew."""
    ours = {each.id: _digest(annotation_object(each)) for each in exported.annotations}
    for theirs in page.value["annotations"]:
        if theirs["id"] in page.edited and ours.get(theirs["id"]) != _digest(theirs):
            return False
    if page.new_note and new_note_id(page) not in ours:
        return False
    row = exported.headline
    marks = digest_of_marks(row.starred, list(row.tags))
    return not page.has_edited_marks or marks == page.marks
