"""The rows of all annotations: a heading where a group begins, quote, note, where and when."""

from typing import ClassVar

from rich.style import Style

from reader.app.arranging import Arranged
from reader.app.glyphs import width as width_of
from reader.app.notes_pane import COLOR_CSS, shown_color, two_lines, where_and_when
from reader.app.paint import GUTTERS
from reader.app.row_list import Line, RowList, cut, one_line


class AnnotationRows(RowList[Arranged]):
    """Annotations of all articles, each group under its heading."""

    ROW_HEIGHT: ClassVar[int] = 5
    DEFAULT_CSS = (
        """
    AnnotationRows > .row--quote { color: $foreground; text-style: italic; }
    """
        + COLOR_CSS.replace("&", "AnnotationRows")
        + """
    AnnotationRows > .row--heading { color: $accent; text-style: bold; }
    """
    )

    def draw(self, row: Arranged, width: int, is_current: bool) -> list[Line]:
        made = row.annotation
        color = shown_color(made)
        sign = "✓" if row.is_marked else GUTTERS[color]
        bar = (f" {sign} ", self.style("accent" if row.is_marked else color))
        room = max(1, width - 3)
        said = f"“{made.quote}”" if made.quote else "On the whole article"
        first, second = two_lines(one_line(said), room)
        note = "✎ " + one_line(made.note) if made.note else ""
        meta = where_and_when(made, row.headline)
        heading = f"{row.heading} " if row.heading else ""
        rule = "─" * max(0, width - width_of(heading)) if heading else ""
        return [
            [(heading, self.style("heading")), (rule, self.style("dim"))],
            [bar, (first, self.style("quote"))],
            [bar, (second, self.style("quote"))],
            [bar, (cut(note, room), Style())],
            [bar, (cut(meta, room), self.style("dim"))],
        ]
