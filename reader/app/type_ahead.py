"""Keys typed before the widget they are meant for has the focus reach it all the same.

A key that opens a field is answered a moment later; what was typed in between (a paste, a slow
line, quick fingers) was sent to the widget that had the focus before, as commands.
"""

import asyncio
from typing import Any

from textual import events
from textual.screen import ModalScreen

from reader.app.toasts import Toasts

_LOOK_SECONDS, _LOOKS = 0.005, 200  # for a dialog to come up


class TypeAhead(Toasts):
    """An app in which a key counts for what has the focus when the keys before it are done."""

    async def on_event(self, event: events.Event) -> None:
        """Note whom a key is sent to; while a dialog comes up, or its rows, keys wait for it."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._is_coming_up() and event.key != "escape":
                looks = getattr(event, "looks", 0)
                if looks < _LOOKS:
                    await asyncio.sleep(_LOOK_SECONDS)
                    self._again(event, looks=looks + 1)
                    return
            _note(event, aimed_at=self.focused)
        await super().on_event(event)

    def _is_coming_up(self) -> bool:
        """What is on screen can't answer a key yet."""
        is_dialog = self.focused is None and isinstance(self.screen, ModalScreen)
        return is_dialog or getattr(self.screen, "is_waiting", False)

    async def _on_key(self, event: events.Key) -> None:
        """A key nobody took: a binding, unless the focus has moved since it was sent."""
        aimed_at = getattr(event, "aimed_at", None)
        if aimed_at is None or aimed_at is self.focused:
            return
        event.stop()
        event.prevent_default()
        self._again(event)

    def _again(self, event: events.Key, **noted: Any) -> None:
        """Send it once more, behind the keys that wait already."""
        key = events.Key(event.key, event.character)
        _note(key, **noted)
        self.post_message(key)


def _note(event: events.Key, **noted: Any) -> None:
    for name, value in noted.items():
        setattr(event, name, value)
