"""What stands around the panes: status line, help, palette, theme, the smallest size, leaving."""

from typing import Any

from textual import events, on
from textual.content import Content
from textual.widgets import Static

from reader.app.commands import shown_keys
from reader.app.screen_parts import ScreenParts
from reader.app.status_bar import StatusBar
from reader.app.wrapped_pane import WrappedPane
from reader.errors import ReaderError

_OF_ARTICLES = ("star", "note")
_NOT_IN = {
    "lists": _OF_ARTICLES,
    "words": ("search", *_OF_ARTICLES),
    "find": ("search", *_OF_ARTICLES),
}
"""Keys that mean nothing in a pane: the lists show no article, and in a field one types them."""
_SMALLEST = (30, 8)  # columns and rows with which one can still read


class Surroundings(ScreenParts):
    """The main screen's part that is about the program itself."""

    _unkept = ""  # why the place could not be kept, as it was said

    def on_descendant_focus(self) -> None:
        """Another pane, other keys."""
        self.show_status()

    def show_status(self) -> None:
        """Say where one is, and which keys matter here."""
        own = self.desk.settings.keys
        bar = self.query_one(StatusBar)
        bar.place = self.whereabouts()
        bar.keys = tuple(
            (shown_keys(own.get(b.id or "", b.key).split(",")[0]), b.description)
            for _, b, is_enabled, _ in self._shown_bindings()
            if is_enabled and b.id not in _NOT_IN.get(self.pane, ())
        )

    def _shown_bindings(self) -> list[Any]:
        """The bindings to name in the bar: those of the pane first."""
        seen: dict[str, Any] = {}
        for active in self.active_bindings.values():
            if active.binding.show and active.binding.id:
                seen.setdefault(active.binding.id, active)
        return sorted(seen.values(), key=lambda active: active.node is self)

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size, one sentence instead of the panes."""
        columns, rows = event.size
        self.place_panes()
        is_tiny = columns < _SMALLEST[0] or rows < _SMALLEST[1]
        self.set_class(is_tiny, "-tiny")
        if is_tiny:
            said = f"reader needs {_SMALLEST[0]}x{_SMALLEST[1]}; this is {columns}x{rows}."
            self.query_one("#too-small", Static).update(Content(said))

    @on(WrappedPane.Adjusted)
    def keep_lines(self, event: WrappedPane.Adjusted) -> None:
        """The lines shall be so from now on."""
        try:
            if getattr(self.desk.settings, event.setting) != event.value:
                self.desk.keep_setting(event.setting, event.value)
                self.lay_lines(self.view)
        except ReaderError as error:
            self.say_failure(error)
            return
        self.say(_adjusted(event))

    def action_help(self) -> None:
        from reader.app.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.desk.settings.keys))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_theme(self) -> None:
        self.app.search_themes()

    def action_suspend(self) -> None:
        """To the shell, as any program; not all shells ever bring it back, so the place is kept."""
        self.keep_session()
        self.app.action_suspend_process()

    def keep_session(self) -> None:
        """Keep where one is, for the next start; also after a crash."""
        if self.is_marking:
            return
        try:
            is_reading = self.pane in ("article", "notes")
            self.desk.save_session(self.place_read, is_reading=is_reading)
            self._unkept = ""
        except ReaderError as error:
            if str(error) != self._unkept:  # every few seconds would be a nuisance
                self.say_failure(error)
            self._unkept = str(error)

    def action_leave(self) -> None:
        """Everything is kept already, but for the last place."""
        self.keep_session()
        self.workers.cancel_all()
        self.app.exit()


def _adjusted(event: WrappedPane.Adjusted) -> str:
    """How the lines are now."""
    if event.setting == "measure":
        return f"Lines of {event.room}{', all there is' if event.value > event.room else ''}"
    if event.setting == "justify":
        return "Justified" if event.value else "Ragged right edge"
    return ("No line between lines", "A line between lines", "Two lines between lines")[
        int(event.value) - 1
    ]
