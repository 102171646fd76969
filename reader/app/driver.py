"""Textual's terminal driver, with a quick Escape and a tolerance for bytes that are no UTF-8.

The stock driver looks at its keys ten times a second, so a lone Escape takes 100 ms and more,
and one stray byte ends the program (Textual issue 6456).

Escape and a character that arrive together are two keys here, as people type them over a slow line;
the stock driver makes Alt and the character of it, or the character alone. Who gives a command a
key with Alt has it so.
"""

import os
import re
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.app.last_frame import ALTERNATE_SCREEN

# Long enough for the rest of an escape sequence over a slow line, too short to be felt.
ESCAPE_SECONDS = 0.012
_IDLE_SECONDS = 0.1
# Not what begins a longer sequence, nor Alt-B and Alt-F, which move by words in a field.
_AFTER_ESCAPE = re.compile(r"[^\t\x1b\x7fPOX\[\]^_bf]")


class QuickDriver(LinuxDriver):
    """LinuxDriver whose input thread wakes when an Escape has waited long enough."""

    _has_screen = False

    def start_application_mode(self) -> None:
        """A kept frame that stands on the screen is painted over, not cleared first."""
        frame = getattr(self._app, "frame", None)
        self._has_screen = frame is not None and frame.hand_over()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        if data == ALTERNATE_SCREEN and self._has_screen:
            self._has_screen = False
        else:
            super().write(data)

    def run_input_thread(self) -> None:
        """Read keys until the driver stops."""
        if "ESCDELAY" not in os.environ:
            constants.ESCAPE_DELAY = ESCAPE_SECONDS  # type: ignore[misc]
        parser = XTermParser(self._debug)
        is_lone = False  # an Escape, after which nothing has come yet
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            try:
                while not self.exit_event.is_set():
                    is_waiting = parser._timeout_time is not None
                    if selector.select(constants.ESCAPE_DELAY if is_waiting else _IDLE_SECONDS):
                        text = decode(os.read(self.fileno, 4096))
                        if is_waiting and is_lone and self._is_typed(text):
                            parser._timeout_time = 0.0  # the Escape is over
                            self._process(parser.tick())
                        elif len(key := text.lstrip("\x1b")) == 1 and self._is_typed(key):
                            self._process(events.Key("escape", "\x1b") for _ in text[:-1])
                            text = key
                        is_lone = text == "\x1b"
                        self._process(parser.feed(text) if text else ())
                    self._process(parser.tick())
            finally:
                _close(parser)

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _is_typed(self, text: str) -> bool:
        """Whether this, after an Escape, is a key of its own."""
        return bool(_AFTER_ESCAPE.match(text)) and not getattr(self._app, "has_alt_keys", False)


def _close(parser: XTermParser) -> None:
    """Tell the parser that nothing follows; half a sequence is no error then."""
    try:
        for _ in parser.feed(""):
            pass
    except (EOFError, ParseError):
        pass
