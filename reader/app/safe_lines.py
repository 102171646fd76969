"""The last gate before the terminal: no line of any widget carries a command of its content.

Returned by `App.get_line_filters`; whatever a widget forgot to make safe is dropped here. Text is
made safe at its source (`text.safety`); this is the second lock on the door.
"""

import re
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from reader.app.glyphs import UNSAFE
from reader.text.inline import address

_UNSAFE = re.compile(f"[{UNSAFE}]")


class SafeLines(LineFilter):
    """Drops controls, bidi controls and surrogates, and addresses that could end an OSC 8."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments when all are safe, which they nearly always are."""
        if not any(_is_suspect(segment) for segment in segments):
            return segments
        return [_safe(segment) for segment in segments]


def _is_suspect(segment: Segment) -> bool:
    text, style, _ = segment
    if style is not None and style.link:
        return True
    return not (text.isascii() and text.isprintable()) and _UNSAFE.search(text) is not None


@lru_cache(1024)
def _safe_style(style: Style) -> Style:
    """Its link taken away unless it is a plain web address."""
    url = style.link or ""
    return style if url.isascii() and address(url) else style.update_link(None)


def _safe(segment: Segment) -> Segment:
    text, style, control = segment
    if style is not None and style.link:
        style = _safe_style(style)
    return Segment(_UNSAFE.sub("", text), style, control)
