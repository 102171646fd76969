"""The last gate before the terminal: no line of any widget carries a command of its content.

Returned by `App.get_line_filters`; whatever a widget forgot to make safe is dropped here. Text is
made safe at its source (`text.safety`); this is the second lock on the door.
"""

import re
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from reader.app.glyphs import DRAWS_CLUSTERS, UNSAFE
from reader.text.inline import address

_UNSAFE = re.compile(f"[{UNSAFE}]")
_SUSPECT = re.compile(f"[{UNSAFE}]" if DRAWS_CLUSTERS else f"[{UNSAFE}\ufe0f]")
_WIDENED = re.compile("(.)\ufe0f\u20e3?(?!\u200d)")


class SafeLines(LineFilter):
    """Drops controls, bidi controls and surrogates, and addresses that could end an OSC 8.

    A sign that selector 16 makes a picture of two cells, as Rich counts it, is one cell to tmux,
    xterm and others, and all behind it would stand a cell too far left: it stays a sign, with a
    space behind it, which is two cells everywhere.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments when all are safe, which they nearly always are."""
        if not any(_is_suspect(segment) for segment in segments):
            return segments
        return [_safe(segment) for segment in segments]


def _is_suspect(segment: Segment) -> bool:
    text, style, _ = segment
    if style is not None and style.link:
        return True
    return not (text.isascii() and text.isprintable()) and _SUSPECT.search(text) is not None


def _narrow(widened: re.Match[str]) -> str:
    sign = widened[1]
    is_widened = cell_len(sign) == 1 and cell_len(sign + "\ufe0f") == 2
    return f"{sign} " if is_widened else widened[0]


@lru_cache(1024)
def _safe_style(style: Style) -> Style:
    """Its link taken away unless it is a plain web address."""
    url = style.link or ""
    return style if url.isascii() and address(url) else style.update_link(None)


def _safe(segment: Segment) -> Segment:
    text, style, control = segment
    if style is not None and style.link:
        style = _safe_style(style)
    text = _UNSAFE.sub("", text)
    return Segment(text if DRAWS_CLUSTERS else _WIDENED.sub(_narrow, text), style, control)
