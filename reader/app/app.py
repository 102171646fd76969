"""The Textual app: themes, palette, keymap and the main screen. What is shown is the screen's."""

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from reader.app.commands import COMMANDS, Group
from reader.app.desk import Desk
from reader.app.last_frame import LastFrame
from reader.app.main_screen import MainScreen
from reader.app.panes import MEDIUM, WIDE
from reader.app.safe_lines import SafeLines
from reader.app.start import PLAIN, Start
from reader.app.themes import THEMES
from reader.app.type_ahead import TypeAhead
from reader.errors import ReaderError
from reader.settings import save_setting

_REST_SECONDS = 1.0  # after the start, when the first keys have been answered


class ReaderApp(TypeAhead):
    """reader, on a terminal."""

    CSS_PATH = "app.tcss"
    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+shift+p"  # ours is in the table
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (MEDIUM, "-medium"),
        (WIDE, "-wide"),
    ]
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, desk: Desk, start: Start = PLAIN, frame: LastFrame | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._main = MainScreen(desk, start)
        self.frame = frame
        self._safe_lines = SafeLines()
        for theme in THEMES:
            self.register_theme(theme)
        wanted = self.desk.settings.theme
        if not self.no_color and "TEXTUAL_THEME" not in os.environ:  # `start` may set it
            self.theme = wanted if wanted in self.available_themes else THEMES[0].name

    @property
    def has_alt_keys(self) -> bool:
        """Whether the user has given a command a key with Alt."""
        return any("alt+" in key for key in self.desk.settings.keys.values())

    def get_driver_class(self) -> type[Driver]:
        """Ours where the stock one would be LinuxDriver."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver" or not sys.__stdin__:
            return found
        from reader.app.driver import QuickDriver

        return QuickDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The last gate: nothing in an article reaches the terminal as a command."""
        return [*super().get_line_filters(), self._safe_lines]

    def get_default_screen(self) -> Screen[Any]:
        return self._main

    def action_help(self) -> None:
        """All keys; those of the screen one is on come first."""
        from reader.app.help_screen import HelpScreen

        first: Group = getattr(self.screen, "HELP_GROUP", "everywhere")
        self.push_screen(HelpScreen(self.desk.settings.keys, first))

    def action_suspend(self) -> None:
        """To the shell, from whichever screen."""
        self._main.action_suspend()

    async def action_quit(self) -> None:
        """However one leaves, the last place is kept."""
        self._main.action_leave()

    def exit(self, *result: Any, **more: Any) -> None:
        """Leave; what is on the screen is kept for the next start, unless something covers it."""
        if self.frame is not None and self.screen is self._main:
            painted = self._main._compositor.render_full_update()
            self.frame.keep(painted.render_segments(self.console), *self.size)
        super().exit(*result, **more)

    def on_mount(self) -> None:
        self.set_keymap(self.desk.settings.keys)
        wanted = self.desk.settings.theme
        if wanted not in self.available_themes:
            self.notify(f"There is no theme “{wanted}”; D chooses one.", markup=False)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, self._paint_anew)
        self.set_timer(_REST_SECONDS, _rest)

    def _paint_anew(self, _: Any) -> None:
        """Back from the shell the terminal is empty, which nobody has told the screen."""
        self.refresh(layout=True)

    def _keep_theme(self, theme: Any) -> None:
        if theme.name != self.desk.settings.theme and not self.no_color:
            self.desk.settings = replace(self.desk.settings, theme=theme.name)
            try:
                save_setting(self.desk.folders, "theme", theme.name)
            except ReaderError as error:  # it stays until one leaves
                self._main.say_failure(error)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: our command table, then Textual's own."""
        for command in COMMANDS:
            owner = {"everywhere": self._main, "article": self._main.view}.get(command.group)
            if owner is not None:
                run = getattr(owner, f"action_{command.id.replace('-', '_')}")
                yield SystemCommand(command.label, command.help, run)


def _rest() -> None:
    """What is loaded by now stays for good: the collector need not look at it again.

    Nor now: there is next to nothing to collect, and the look would hold up a key.
    """
    gc.freeze()
    gc.enable()
