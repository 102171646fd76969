"""The notes pane: what is marked and written, in this article or in all."""

from dataclasses import dataclass
from typing import Any, ClassVar

from rich.style import Style
from textual.message import Message

from reader.app.bindings import bindings_for
from reader.app.paint import GUTTERS
from reader.app.row_list import Line, RowList, cut, one_line
from reader.article import Annotation

COLOR_CSS = """
    & > .row--yellow { color: $warning; }
    & > .row--green { color: $success; }
    & > .row--blue { color: $primary; }
    & > .row--pink { color: $error; }
    & > .row--violet { color: $secondary; }
"""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """An annotation with the headline it belongs to (empty in the article's own list)."""

    annotation: Annotation
    headline: str = ""


class NotesPane(RowList[NoteRow]):
    """Highlights and notes: quote, note, tags and date."""

    ROW_HEIGHT: ClassVar[int] = 5
    BORDER_TITLE = "Notes"
    DEFAULT_CSS = (
        """
    NotesPane > .row--quote { color: $foreground; text-style: italic; }
    """
        + COLOR_CSS.replace("&", "NotesPane")
        + """
    """
    )
    BINDINGS: ClassVar[list[Any]] = bindings_for("notes")

    @dataclass
    class Wanted(Message):
        """The user wants something done to a note: edit, tag, delete, recolor or reattach."""

        what: str
        annotation: Annotation

    def draw(self, row: NoteRow, width: int, is_current: bool) -> list[Line]:
        made = row.annotation
        color = shown_color(made)
        bar = (GUTTERS[color] + " ", self.style(color))
        room = max(1, width - 2)
        said = f"“{made.quote}”" if made.quote else "On the whole article"
        first, second = two_lines(one_line(said), room)
        note = "✎ " + one_line(made.note) if made.note else ""
        meta = where_and_when(made, row.headline)
        quote = self.style("quote")
        return [
            [bar, (first, quote)],
            [bar, (second, quote)],
            [bar, (cut(note, room), Style())],
            [bar, (cut(meta, room), self.style("dim"))],
            [("", Style())],
        ]

    def _want(self, what: str) -> None:
        if self.current is not None:
            self.post_message(self.Wanted(what, self.current.annotation))

    def action_edit_note(self) -> None:
        self._want("edit")

    def action_tag_note(self) -> None:
        self._want("tag")

    def action_delete_note(self) -> None:
        self._want("delete")

    def action_reattach(self) -> None:
        self._want("reattach")

    def action_recolor(self) -> None:
        self._want("recolor")


def shown_color(made: Annotation) -> str:
    """The colour a highlight is shown in."""
    return made.color if made.color in GUTTERS else "yellow"


def where_and_when(made: Annotation, headline: str) -> str:
    """The line below an annotation; a long headline is cut before anything of the user's is."""
    state = {"exact": "", "moved": "moved", "orphan": "lost its passage"}[made.state]
    tags = [f"#{tag}" for tag in made.tags]
    return " · ".join(filter(None, [state, *tags, headline, made.created[:10]]))


def two_lines(text: str, width: int) -> tuple[str, str]:
    """The text on two lines broken at a space, cut after that."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text, ""
    head = set_cell_size(text, width).rstrip()
    at = head.rfind(" ")
    at = at if at > width // 2 else len(head)
    return text[:at], cut(text[at:].lstrip(), width)
