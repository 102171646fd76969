"""A dialog that waits for one letter: of a mark that is set, or gone to."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.app.dialogs import Dialog
from reader.text.safety import safe


class _Letters(Static, can_focus=True):
    """The letters there are, each with what it is for; waits for one key."""


class LetterDialog(Dialog):
    """Asks for one letter; answers it, or None."""

    DEFAULT_CSS = "_Letters { height: auto; max-height: 16; }"

    def __init__(
        self, title: str, known: Sequence[tuple[str, str]], hint: str, *, only_known: bool
    ) -> None:
        super().__init__()
        self._title, self._known, self._hint = title, tuple(known), hint
        self._allowed = {letter for letter, _ in known} if only_known else None

    def compose(self) -> ComposeResult:
        lines = [f"{letter}  {' '.join(said.split())}" for letter, said in self._known]
        with Vertical() as box:
            box.border_title = Content(self._title)
            yield _Letters(safe("\n".join(lines)) or "None yet.", markup=False)
            yield Static(self._hint, markup=False, classes="hint")

    def on_key(self, event: events.Key) -> None:
        """The answer, if the key is a letter that counts here."""
        letter = event.character or ""
        if len(letter) == 1 and letter.isalnum():
            event.stop()
            if self._allowed is None or letter in self._allowed:
                self.dismiss(letter)
