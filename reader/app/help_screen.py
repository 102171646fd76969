"""The help page: every command by group, made from the command table."""

from textwrap import wrap
from typing import Any, ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from reader.app.bindings import suspend_binding
from reader.app.commands import COMMANDS, GROUPS, Group, shown_keys
from reader.app.row_list import Line, RowList, cut

_KEYS_WIDTH = 22
_WIDTH, _FRAME = 84, 5  # of the page; of its border, padding and scrollbar


class HelpRows(RowList[tuple[str, str]]):
    """Keys on the left, what they do on the right; a group's name alone on its line."""

    ROW_HEIGHT: ClassVar[int] = 1
    BORDER_TITLE = "Keys"
    BORDER_SUBTITLE = r"Esc closes · settings.toml \[keys] changes them"
    DEFAULT_CSS = "HelpRows { background: $surface; border: round $accent; padding: 0 1; }"

    def draw(self, row: tuple[str, str], width: int, is_current: bool) -> list[Line]:
        keys, text = row
        if not text:
            return [[(keys, self.style("accent") + Style(bold=True))]]
        return [[(cut("  " + keys, _KEYS_WIDTH), Style(bold=True)), (text, Style())]]


class HelpScreen(ModalScreen[None]):
    """All keys, at any time."""

    DEFAULT_CSS = f"""
    HelpScreen {{ align: center middle; background: $background 60%; }}
    HelpScreen > HelpRows {{ width: {_WIDTH}; max-width: 100%; height: 100%; }}
    """
    BINDINGS: ClassVar[list[Any]] = [
        Binding("escape,q,question_mark", "dismiss", "Close"),
        suspend_binding(),
    ]

    def __init__(self, keys: dict[str, str], first: Group = "everywhere") -> None:
        super().__init__()
        self._groups = dict.fromkeys((first, *GROUPS))  # where one is comes first
        self._keys = keys  # the user's, by command id

    def compose(self) -> ComposeResult:
        yield HelpRows()

    def on_resize(self, event: events.Resize) -> None:
        """What a command does goes on in further rows, where one is too narrow for it."""
        width = min(_WIDTH, event.size.width) - _FRAME - _KEYS_WIDTH
        rows: list[tuple[str, str]] = []
        for group in self._groups:
            name = GROUPS[group]
            rows += [("", " "), (name, "")] if rows else [(name, "")]
            for c in (command for command in COMMANDS if command.group == group):
                first, *more = wrap(c.help, max(1, width))
                rows.append((shown_keys(self._keys.get(c.id, c.key)), first))
                rows += [("", line) for line in more]
        shown = self.query_one(HelpRows)
        shown.set_rows(len(rows), lambda at, limit: rows[at : at + limit], cursor=shown.cursor)
