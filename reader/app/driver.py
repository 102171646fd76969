"""Textual's terminal driver, with a quick Escape and a tolerance for bytes that are no UTF-8.

The stock driver looks at its keys ten times a second, so a lone Escape takes 100 ms and more,
and one stray byte ends the program (Textual issue 6456).
"""

import os
import selectors
from codecs import getincrementaldecoder

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.app.last_frame import ALTERNATE_SCREEN

# Long enough for the rest of an escape sequence over a slow line, too short to be felt.
ESCAPE_SECONDS = 0.012
_IDLE_SECONDS = 0.1


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
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            try:
                while not self.exit_event.is_set():
                    is_waiting = parser._timeout_time is not None
                    if selector.select(constants.ESCAPE_DELAY if is_waiting else _IDLE_SECONDS):
                        text = decode(os.read(self.fileno, 4096))
                        for message in parser.feed(text) if text else ():
                            self.process_message(message)
                    for message in parser.tick():
                        self.process_message(message)
            finally:
                _close(parser)


def _close(parser: XTermParser) -> None:
    """Tell the parser that nothing follows; half a sequence is no error then."""
    try:
        for _ in parser.feed(""):
            pass
    except (EOFError, ParseError):
        pass
