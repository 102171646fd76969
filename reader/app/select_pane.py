"""The caret and the selection of the reader view, by keys and by mouse.

Moves go in as keys while `mode` is "select"; wishes go out as messages. What a move does to an
offset is `selection`'s; what lies where on screen is `layout`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from reader.app.layout import BLANK
from reader.app.paint import Painter
from reader.app.selection import Motions, Selection, next_color
from reader.app.text_pane import TextPane
from reader.article import COLORS, Annotation, Article, Block, Span

MOVES = {
    "left": "left", "right": "right", "w": "next_word", "b": "previous_word",
    "s": "next_sentence", "right_parenthesis": "next_sentence",
    "S": "previous_sentence", "left_parenthesis": "previous_sentence",
    "right_curly_bracket": "next_paragraph", "left_curly_bracket": "previous_paragraph",
}  # fmt: skip
"""Keys of select mode that move within the text; those of lines and pages are in `_move_line`."""
_ENDS = {
    "next_word": "word_end",
    "next_sentence": "sentence_end",
    "next_paragraph": "paragraph_end",
}  # once something is being selected, a move forward takes in what it passes


_MOST_TIMES = 9_999


class SelectPane(TextPane, inherit_bindings=False):
    """A text pane in which passages can be selected."""

    mode: var[Literal["read", "select", "hints"]] = var("read")
    measured: var[str] = var("")  # how much a key would take, while selecting

    @dataclass
    class AnnotateRequested(Message):
        """The user wants to highlight `[start, end)`, and perhaps to write a note on it."""

        start: int
        end: int
        with_note: bool
        color: str = ""  # "" for none chosen

    @dataclass
    class CopyRequested(Message):
        """The user wants this text on the clipboard."""

        text: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.selection: Selection | None = None
        self._motions = Motions("", ())
        self._shaded: tuple[Selection, Span | None, Span | None] | None = None
        self._goal_x: int | None = None  # the column that moves by line keep to
        self._pressed: Offset | None = None  # cell and line where the mouse went down
        self._is_dragged = False  # it has moved since, and selected
        self._count = 0  # typed before a move, 0 if none was
        self._color = ""  # chosen for the highlight to be made

    def set_motions(self) -> None:
        """Moves over the blocks that are visible now."""
        blocks: Sequence[Block] = self._doc.blocks if self._doc else ()
        if not self.shows_hidden:
            blocks = [block for block in blocks if not block.hidden]
        self._motions = Motions(self._doc.text if self._doc else "", blocks)

    def show(
        self,
        article: Article | None,
        annotations: Sequence[Annotation] = (),
        *,
        at: int = 0,
        matches: Sequence[Span] = (),
    ) -> None:
        """Show an article, with nothing selected in it."""
        self.selection = self._pressed = self._goal_x = None
        self._color = ""
        self.mode = "read"
        super().show(article, annotations, at=at, matches=matches)

    def _lay(self) -> None:
        self.set_motions()
        super()._lay()

    # select mode

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of selecting mean nothing while nothing is selected."""
        if action.startswith("select_"):
            return self.mode == "select"
        return super().check_action(action, parameters)

    def action_select(self) -> None:
        """Put a caret on the first visible word, or leave."""
        if self.mode == "select":
            self.action_select_done()
        elif self._text_layout is not None and not self._motions.is_empty:
            self._select(Selection(self._motions.first_word(self._first_visible())))

    def _first_visible(self) -> int:
        """Where the text on screen begins; below the title, if more than that is to be seen."""
        layout, top = self.text_layout, self.scroll_offset.y
        found = self.position
        bottom = min(top + self.scrollable_content_region.height, len(layout.owners))
        for line in range(bottom - 1, top - 1, -1):
            owner = layout.owners[line]
            if owner >= 0 and owner != layout.doc.title_block:
                found = layout.starts[line]
        return found

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        self._measure()
        self.mode = "select"
        self._show_caret()
        self.refresh()

    def _measure(self) -> None:
        span = self.selected()
        if self.selection is None or span is None:
            self.measured = ""
        elif self.selection.anchor is None:
            self.measured = f"Sentence, {self._motions.measured(span)}; v selects from here"
        else:
            self.measured = self._motions.measured(span)
        if self._color and self.measured:
            self.measured = f"{self._color} · {self.measured}"

    def action_select_done(self) -> None:
        """Leave select mode."""
        self.selection = None
        self._color = ""
        self.mode = "read"
        self._goal_x = None
        self._count = 0
        self.refresh()

    def selected(self) -> Span | None:
        """What a key would take: the selection, else the sentence at the caret."""
        if self.selection is None or self._doc is None:
            return None
        chosen, within = self._shade(self.selection)
        return chosen or within

    def action_select_mark(self) -> None:
        """Highlight it."""
        self._annotate(with_note=False)

    def action_select_note(self) -> None:
        """Highlight it and write a note."""
        self._annotate(with_note=True)

    def _annotate(self, *, with_note: bool) -> None:
        if (span := self.selected()) is not None and self.shown is not None:
            color = self._color
            self.action_select_done()
            start, end = self.shown.back(span.start), self.shown.back(span.end, is_end=True)
            if start < end:
                self.post_message(self.AnnotateRequested(start, end, with_note, color))

    def action_select_color(self) -> None:
        """Have the highlight made in another colour; a press for each."""
        self._color = next_color(self._color or COLORS[0])
        self._measure()

    def action_select_copy(self) -> None:
        """Copy it."""
        if (span := self.selected()) is not None and self._doc is not None:
            text = self._doc.plain(span.start, span.end, shows_hidden=self.shows_hidden)
            self.action_select_done()
            self.post_message(self.CopyRequested(text))

    def on_key(self, event: events.Key) -> None:
        """In select mode the keys that move belong to the caret, and others do nothing."""
        if self.mode != "select" or self.selection is None:
            return
        if self._moves(event.key) or not self._means_something(event.key):
            event.stop()
            event.prevent_default()

    def _means_something(self, key: str) -> bool:
        """The key ends or uses the selection, leaves the program or asks for help."""
        active = self.screen.active_bindings.get(key)
        action = active.binding.action if active is not None else ""
        return action.startswith("select_") or action in ("open", "leave", "help", "quit")

    def _moves(self, key: str) -> bool:
        """Do what a key means for the caret, as often as the number before it says.

        False if it means nothing.
        """
        if key.isdecimal() and (self._count or key != "0"):
            self._count = min(self._count * 10 + int(key), _MOST_TIMES)
            return True
        times, self._count = max(1, self._count), 0
        selection = self.selection
        assert selection is not None  # the caller looked
        if key == "v":
            if selection.anchor is not None:
                return False
            self._select(Selection(selection.caret, selection.caret))
        elif key == "space":
            for _ in range(times):
                self._extend_by_sentence()
        elif key == "o" and selection.anchor is not None:
            self._select(Selection(selection.anchor, selection.caret))
        else:
            return self._move_caret(key, times, selection)
        return True

    def _move_caret(self, key: str, times: int, selection: Selection) -> bool:
        """A key that moves; with Shift it begins to select."""
        caret, anchor = selection.caret, selection.anchor
        if key.startswith("shift+"):
            key = key.removeprefix("shift+")
            anchor = caret if anchor is None else anchor
        if key in MOVES:
            self._goal_x = None
            name = MOVES[key] if anchor is None else _ENDS.get(MOVES[key], MOVES[key])
            move = getattr(self._motions, name)
            for _ in range(times):
                caret, before = move(caret), caret
                if caret == before:
                    break
            self._select(Selection(caret, anchor))
            return True
        moved = self._move_line(key, caret, times)
        if moved is not None:
            self._select(Selection(moved, anchor))
        return moved is not None

    def _extend_by_sentence(self) -> None:
        """First the whole sentence at the caret, then one more each time."""
        selection = self.selection
        assert selection is not None  # in select mode
        if selection.anchor is None:
            span = self._motions.sentence(selection.caret)
            self._select(Selection(span.end - 1, span.start))
        else:
            self._select(Selection(self._motions.sentence_end(selection.caret), selection.anchor))

    def _move_line(self, key: str, caret: int, times: int) -> int | None:
        """Where a key that moves by lines brings the caret."""
        page = max(1, self.scrollable_content_region.height - 2)
        lines = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "pageup": -page}
        half = {"ctrl+d": page // 2, "ctrl+u": -page // 2, "ctrl+f": page, "ctrl+b": -page}
        layout = self.text_layout
        line = layout.line_of(caret)
        if key in ("home", "0", "end", "dollar_sign"):
            self._goal_x = None
            is_end = key in ("end", "dollar_sign")
            return (
                max(layout.starts[line], layout.ends[line] - 1) if is_end else layout.starts[line]
            )
        if key in ("g", "G"):
            self._goal_x = None
            return self._motions.inside(0 if key == "g" else len(layout.doc.text))
        step = (lines | half).get(key)
        if step is None:
            return None
        if self._goal_x is None:
            self._goal_x = layout.x_of(caret)
        target = line
        for _ in range(times):
            target = self._text_line(target + step, 1 if step > 0 else -1, target)
        return self._motions.inside(layout.offset_at(target, self._goal_x))

    def _text_line(self, line: int, step: int, otherwise: int) -> int:
        """The nearest line with text from a line on."""
        layout = self.text_layout
        layout.reach_line(line + 1)
        line = max(0, min(line, len(layout.owners) - 1))
        while 0 <= line < len(layout.owners) and layout.owners[line] <= BLANK:
            line += step
            layout.reach_line(line)
        return line if 0 <= line < len(layout.owners) else otherwise

    def _show_caret(self) -> None:
        """Scroll as little as needed to have the caret on screen."""
        if self.selection is None:
            return
        line = self.text_layout.line_of(self.selection.caret)
        self._bring(line)

    def _bring(self, line: int) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if line < top:
            self.scroll_lines(line - top)
        elif line >= top + height:
            self.scroll_lines(line - top - height + 1)

    # drawing

    def _drawn(self, painter: Painter, line: int) -> Strip:
        """A line that the caret or the selection touches is drawn anew each time."""
        selection = self.selection
        if selection is None or self._doc is None:
            return super()._drawn(painter, line)
        start, end = painter.span(line)
        chosen, within = self._shade(selection)
        span = chosen or within
        touched = span is not None and span.start < end and span.end > start
        if not touched and not start <= selection.caret < end:
            return super()._drawn(painter, line)
        return Strip(*painter.line(line, chosen, within, selection.caret))

    def _shade(self, selection: Selection) -> tuple[Span | None, Span | None]:
        """What is selected, or what a key would take without it; worked out once a selection."""
        if self._shaded is None or self._shaded[0] is not selection:
            text = self._doc.text if self._doc else ""
            chosen = selection.span(text)
            within = None if chosen else self._motions.sentence(selection.caret)
            self._shaded = (selection, chosen, within)
        return self._shaded[1], self._shaded[2]

    # the mouse

    def _offset_at(self, place: Offset) -> int | None:
        """The offset drawn at a place of the screen; None where nothing is."""
        painter, layout = self._painter, self._text_layout
        if painter is None or layout is None:
            return None
        line = self.scroll_offset.y + place.y
        layout.reach_line(line)
        if not 0 <= line < len(layout.owners) or layout.owners[line] < 0:
            return None
        return layout.offset_at(line, place.x - painter.geometry.left)

    def _near(self, place: Offset, step: int) -> int | None:
        """The offset at a cell of a line; where no text is, the nearest that way."""
        layout = self.text_layout
        line = self._text_line(place.y, step, -1)
        if line < 0 or line == place.y:
            return layout.offset_at(line, place.x - self.geometry.left) if line >= 0 else None
        return layout.starts[line] if step > 0 else max(layout.starts[line], layout.ends[line] - 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1 or self._text_layout is None:
            return
        self._pressed = event.get_content_offset_capture(self) + Offset(0, self.scroll_offset.y)
        self._is_dragged = False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects, and scrolls at the edges."""
        pressed = self._pressed
        if pressed is None or event.button != 1:
            return
        place = event.get_content_offset_capture(self)
        height = self.scrollable_content_region.height
        if place.y < 0 or place.y >= height:
            self.scroll_lines(-1 if place.y < 0 else 1)
        place = Offset(place.x, max(0, min(place.y, height - 1)) + self.scroll_offset.y)
        step = 1 if place.y >= pressed.y else -1
        anchor, caret = self._near(pressed, step), self._near(place, -step)
        if anchor is None or caret is None or (anchor == caret and not self._is_dragged):
            return
        self._is_dragged = True
        self.selection = Selection(caret, anchor)
        self._measure()
        self.mode = "select"
        self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Twice a word, three times a paragraph; once, what lies there, or a selection ends."""
        if self._is_dragged:  # the end of a drag comes as a click too
            return
        place = event.get_content_offset(self)
        offset = self._offset_at(place) if place is not None else None
        if event.chain > 1 and offset is not None:
            block = self._motions.block(offset)
            span = self._motions.word(offset) if event.chain == 2 else Span(block.start, block.end)
            self._select(Selection(span.end - 1, span.start))
        elif self.mode == "select":
            self.action_select_done()
        elif event.chain == 1 and place is not None:
            self.clicked(place, offset)

    def clicked(self, place: Offset, offset: int | None) -> None:
        """One click, with nothing dragged; for the view."""
