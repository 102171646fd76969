"""A key counts for what has the focus once the keys before it are done.

What a key asks for comes about a moment later: the widget passes it up, a command goes as a message
up to the screen, a dialog has to come up, a pane that is shown for the first time has no lines
before it is laid out. What is typed meanwhile (quick fingers, a paste, a slow line) would be
commands to what had the focus before, or to nobody. It waits here, in its order.
"""

from asyncio import sleep
from collections import deque
from time import monotonic

from textual import events
from textual.app import ScreenStackError
from textual.message_pump import MessagePump
from textual.screen import ModalScreen

from reader.app.toasts import Toasts

_LOOK_SECONDS = 0.005  # between two looks whether what is on screen can answer
_PATIENCE = 1.0  # seconds; what can't answer by then may never
_LOOKS = 100  # and so many, since on a busy machine a second may be over before anything was done
_TURN = 0.02  # of a look: a turn of the loop while something is on its way, so it does go on


def has_messages(pump: MessagePump) -> bool:
    """Something waits there: in its queue, or taken out of it to be compared with what it is at."""
    return not pump._message_queue.empty() or pump._pending_message is not None


class TypeAhead(Toasts):
    """An app in which a key waits for what the keys before it bring about."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._waiting_since: float | None = None
        self._looks = 0.0

    async def on_event(self, event: events.Event) -> None:
        """Have a key, or a paste, sent in its turn."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if len(self._typed) == 1:  # else they are being sent already
            await self._send_typed()

    async def _send_typed(self) -> None:
        """Send what was typed to what has the focus, as far as that is ready for it."""
        while self._typed:
            try:
                is_on_its_way, can_answer = self._is_on_its_way(), self._can_answer()
            except ScreenStackError:  # one has left
                return
            look = _TURN if is_on_its_way else 1.0
            if (is_on_its_way or not can_answer) and not self._is_out_of_patience(look):
                if is_on_its_way:
                    await sleep(0)  # the others' turn
                    self.call_later(self._send_typed)
                else:
                    self.set_timer(_LOOK_SECONDS, self._send_typed)
                return
            if can_answer:
                self._waiting_since = None
            await super().on_event(self._typed.popleft())

    def _is_on_its_way(self) -> bool:
        """A key, or something it brought about, is between what has the focus and here."""
        way = self.focused.ancestors_with_self if self.focused is not None else [self.screen]
        return any(has_messages(pump) for pump in (*way, self))

    def _can_answer(self) -> bool:
        """What has the focus is there, and has what it shows; the way out is always open."""
        key = self._typed[0]
        if isinstance(key, events.Key) and key.key == "escape":
            return True
        if getattr(self.screen, "is_waiting", False):
            return False
        if self.focused is None:
            return not isinstance(self.screen, ModalScreen)
        return bool(self.focused.size)

    def _is_out_of_patience(self, look: float) -> bool:
        now = monotonic()
        if self._waiting_since is None:
            self._waiting_since, self._looks = now, 0.0
        self._looks += look
        return self._looks > _LOOKS and now - self._waiting_since > _PATIENCE
