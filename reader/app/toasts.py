"""Toasts that leave the screen to the text: short-lived, at most two, the last word and a warning.

In: what the app notifies. Out: how long it stays, and what it takes the place of. How a toast
looks is `app.tcss`.
"""

from typing import Literal

from textual.app import App
from textual.notifications import Notification, Notify

_LETTERS_A_SECOND = 18.0  # a slow reader's pace
_LEAST, _LEAST_GRAVE, _MOST = 2.5, 5.0, 12.0  # seconds


def reading_time(said: str, *, is_grave: bool = False) -> float:
    """How many seconds a sentence stays."""
    least = _LEAST_GRAVE if is_grave else _LEAST
    return min(_MOST, max(least, 1.0 + len(said) / _LETTERS_A_SECOND))


class Toasts(App[None]):
    """An app whose toasts don't pile up."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a sentence for as long as it takes to read."""
        if timeout is None:
            timeout = reading_time(message, is_grave=severity != "information")
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def on_notify(self, event: Notify) -> None:
        """Of remarks the last one stays, and of warnings; Textual then adds the new one."""
        for older in list(self._notifications):
            if _is_grave(older) == _is_grave(event.notification):
                self._unnotify(older, refresh=False)


def _is_grave(notification: Notification) -> bool:
    return notification.severity != "information"
