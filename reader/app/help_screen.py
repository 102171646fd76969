"""The help page: every command by group, made from the command table."""

from typing import Any, ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from reader.app.commands import COMMANDS, GROUPS, shown_keys
from reader.app.row_list import Line, RowList, cut

_KEYS_WIDTH = 22


class HelpRows(RowList[tuple[str, str]]):
    """Keys on the left, what they do on the right; a group's name alone on its line."""

    ROW_HEIGHT: ClassVar[int] = 1
    BORDER_TITLE = "Keys"
    BORDER_SUBTITLE = "Esc closes · settings.toml [keys] changes them"
    DEFAULT_CSS = "HelpRows { background: $surface; border: round $accent; padding: 0 1; }"

    def draw(self, row: tuple[str, str], width: int, is_current: bool) -> list[Line]:
        keys, text = row
        if not text:
            return [[(keys, self.style("accent") + Style(bold=True))]]
        return [[(cut("  " + keys, _KEYS_WIDTH), Style(bold=True)), (text, Style())]]


class HelpScreen(ModalScreen[None]):
    """All keys, at any time."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > HelpRows { width: 84; max-width: 100%; height: 100%; }
    """
    BINDINGS: ClassVar[list[Any]] = [Binding("escape,q,question_mark", "dismiss", "Close")]

    def __init__(self, keys: dict[str, str]) -> None:
        super().__init__()
        self._keys = keys  # the user's, by command id

    def compose(self) -> ComposeResult:
        yield HelpRows()

    def on_mount(self) -> None:
        rows: list[tuple[str, str]] = []
        for group, name in GROUPS.items():
            rows += [("", " "), (name, "")] if rows else [(name, "")]
            rows += [
                (shown_keys(self._keys.get(c.id, c.key)), c.help)
                for c in COMMANDS
                if c.group == group
            ]
        self.query_one(HelpRows).set_rows(len(rows), lambda at, limit: rows[at : at + limit])
