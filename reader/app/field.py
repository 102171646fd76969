"""A line to type in. A paste is all its lines, as one, but no more than anybody would type."""

from textual import events
from textual.widgets import Input

_MOST = 4_000  # characters of a paste; with a million of them each key would take seconds


class Field(Input):
    """Textual's line, which takes of a paste the first line alone, however long."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # Textual's own would paste it again
        text = " ".join(event.text[: 2 * _MOST].split("\n")).replace("\r", "").strip()[:_MOST]
        if text and self.selection.is_empty:
            self.insert_text_at_cursor(text)
        elif text:
            self.replace(text, *self.selection)
