"""The reader view: an article one reads, finds in, and marks.

It is given an article and its annotations (`show`), and asks for what it wants by message; it
never sees the library. Drawing and place are `text_pane`'s, the caret is `select_pane`'s. Keys
are the command table's, save those a widget needs alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from reader.app.links_pane import LinksPane
from reader.app.selection import Selection
from reader.article import Annotation, Span

if TYPE_CHECKING:
    from reader.search.within import Place, Text


class ArticleView(LinksPane, inherit_bindings=False):
    """One article, with its matches, links and annotations."""

    BINDINGS: ClassVar[list[Any]] = [
        Binding("down,j", "line_down", "Down", show=False),
        Binding("up,k", "line_up", "Up", show=False),
        Binding("space,pagedown", "read_on", "Page", show=False),
        Binding("b,pageup", "read_back", "Page back", show=False),
        Binding("home,g", "article_top", "Top", show=False),
        Binding("end,G", "article_end", "End", show=False),
        Binding("enter", "open", "Open", show=False),
        Binding("v", "select", "Select", show=False),
        Binding("h", "select_mark", "Highlight", show=False),
        Binding("a", "select_note", "Note", show=False),
        Binding("y", "select_copy", "Copy", show=False),
        Binding("escape", "select_done", "Leave", show=False),
    ]

    @dataclass
    class AnnotationOpened(Message):
        """The user wants to see an annotation's note."""

        annotation_id: str

    class MatchChosen(Message):
        """Another of the matches is the current one, or none is."""

    # what is marked

    awaits_find = False  # a long text is being found in: n and N are about matches already
    _folded: "Text | None" = None

    @property
    def has_matches(self) -> bool:
        """Something was found."""
        return bool(self.marks.match_starts)

    @property
    def match_count(self) -> int:
        """How many matches there are."""
        return len(self.marks.match_starts)

    @property
    def is_near_match(self) -> bool:
        """The current match is what a mistyped text may have meant."""
        marks = self.marks
        return marks.match >= 0 and marks.match_starts[marks.match] in marks.corrected

    @property
    def match_number(self) -> int:
        """Which of them is the current one, from 1; 0 if none is."""
        return self.marks.match + 1

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Draw these from now on."""
        self.mark_annotations(annotations)
        self.redraw()

    def set_matches(self, matches: Sequence[Span]) -> None:
        """Mark these places from now on."""
        view = self.shown
        places = sorted((match.start, match.end) for match in matches)
        if view is not None and view.layers:
            places = [(view.there(start), view.there(end)) for start, end in places]
        self.marks.set_matches(places)
        self.redraw()
        self.post_message(self.MatchChosen())

    def folded(self) -> "Text":
        """The text one finds in, folded; of a long one better in a thread, where it is kept."""
        from reader.search.within import Text

        text, known = self.text, self._folded
        if known is None or known.original != text:
            known = self._folded = Text(text)
        return known

    @property
    def text(self) -> str:
        """What is shown, as text."""
        return self._doc.text if self._doc else ""

    def find(self, typed: str) -> int:
        """Mark every place of a typed text, go to the first from here on; how many there are."""
        from reader.search.within import find

        return self.show_found(find(self.folded(), typed))

    def mark_places(self, places: "Sequence[Place]", current: int) -> None:
        """Mark these places, one of them the current one; what is on screen stays.

        What is folded is passed over; if all of them are, they are unfolded.
        """
        wanted = places[current].start if places and current >= 0 else -1
        seen = [index for index, place in enumerate(places) if not self._is_folded(place.start)]
        if places and not seen:
            self.shows_hidden = True
        elif len(seen) < len(places):
            current = min(bisect_left(seen, current), len(seen) - 1) if current >= 0 else -1
            places = [places[index] for index in seen]
        spans = [(place.start, place.end) for place in places]
        corrected = frozenset(place.start for place in places if place.is_corrected)
        self.marks.set_matches(spans, corrected)
        self.marks.match = current if places else -1
        if wanted >= 0 and places[current].start != wanted:
            self._reveal(places[current].start)
        self.redraw()

    def show_found(self, found: "Sequence[Place]") -> int:
        """Mark what was found, go to the first from here on; how many are to be seen."""
        self.awaits_find = False
        self.mark_places(found, -1)
        self.next_match()
        return self.match_count

    def _is_folded(self, offset: int) -> bool:
        """The offset lies in a block that is not shown."""
        if self.shows_hidden or self._doc is None:
            return False
        blocks = self._doc.blocks
        at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
        return at >= 0 and blocks[at].hidden and offset < blocks[at].end

    def next_match(self) -> None:
        """Go to the next match; after the last, to the first."""
        self._step_match(1)

    def previous_match(self) -> None:
        """Go to the match before; before the first, to the last."""
        self._step_match(-1)

    def _step_match(self, step: int) -> None:
        marks = self.marks
        if not marks.match_starts:
            return
        count = len(marks.match_starts)
        if marks.match < 0:
            first = bisect_left(marks.match_starts, self.position)
            marks.match = (first if step > 0 else first - 1) % count
        else:
            marks.match = (marks.match + step) % count
        start = marks.match_starts[marks.match]
        if self._is_folded(start):  # folded since it was found
            self.shows_hidden = True
        self._reveal(start)
        self.redraw()
        self.post_message(self.MatchChosen())

    def go_to(self, offset: int, *, select: Span | None = None) -> None:
        """Bring an offset on screen; select a passage, if one is given."""
        super().go_to(offset)
        if select is not None and select.start < select.end and self._text_layout is not None:
            view = self.shown
            start, end = select.start, select.end
            if view is not None:
                start, end = view.there(start), max(view.there(end), view.there(start) + 1)
            self._select(Selection(end - 1, start))

    # actions; the ids of the command table

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that means nothing here now is left to the panes around."""
        if action in ("next_match", "previous_match"):
            return self.has_matches or self.has_changes
        if action == "open":
            return self.mode == "select" or bool(self.marks.annotation or self.marks.link)
        return super().check_action(action, parameters)

    def action_next_match(self) -> None:
        """The next match; where nothing was found, the next change."""
        self.next_match() if self.has_matches else self.next_change()

    def action_previous_match(self) -> None:
        self.previous_match() if self.has_matches else self.previous_change()

    def action_select_mode(self) -> None:
        self.action_select()

    def action_toggle_hidden(self) -> None:
        """Unfold the site's furniture, or fold it again."""
        self.shows_hidden = not self.shows_hidden

    # annotations and links

    def action_next_annotation(self) -> None:
        """Go to the next highlight; after the last, to the first."""
        self._step_annotation(1)

    def action_previous_annotation(self) -> None:
        """Go to the highlight before."""
        self._step_annotation(-1)

    action_next_highlight = action_next_annotation
    action_previous_highlight = action_previous_annotation

    def _step_annotation(self, step: int) -> None:
        made = self.marks.annotations
        if not made:
            return
        ids = [one.id for one in made]
        if self.marks.annotation in ids:
            index = ids.index(self.marks.annotation) + step
        else:
            starts = [one.start for one in made]
            index = bisect_left(starts, self.position) - (step < 0)
        chosen = made[index % len(made)]
        self._reveal(chosen.start)
        self.choose_annotation(chosen.id)

    @property
    def chosen_annotation(self) -> str:
        """The id of the highlight that is chosen and on screen, or ""."""
        layout, made = self._text_layout, self.marks.annotations
        chosen = next((one for one in made if one.id == self.marks.annotation), None)
        if chosen is None or layout is None:
            return ""
        top = self.scroll_offset.y
        is_begun = layout.line_of(chosen.start) < top + self.scrollable_content_region.height
        return chosen.id if is_begun and layout.line_of(chosen.end - 1) >= top else ""

    def choose_annotation(self, annotation_id: str) -> None:
        """What Enter and a note are about from now on, as long as it is on screen."""
        self.marks.annotation, self.marks.link = annotation_id, None
        self.redraw()

    def action_open(self) -> None:
        """Enter: highlight what is selected, follow the chosen link, open the chosen highlight."""
        if self.mode == "select":
            self.action_select_mark()
        elif self.chosen_link:
            self.post_message(self.LinkRequested(self.chosen_link))
        elif self.marks.annotation:
            self.post_message(self.AnnotationOpened(self.marks.annotation))

    def clicked(self, place: Offset, offset: int | None) -> None:
        """A link is followed, a highlight opened, furniture unfolded."""
        layout = self._text_layout
        if layout is None:
            return
        extra = layout.extra_of(self.scroll_offset.y + place.y)
        if extra is not None and extra.kind == "fold":
            self.action_toggle_hidden()
        elif offset is not None and self._is_on_text(place, offset):
            self._open_at(offset)

    def _is_on_text(self, place: Offset, offset: int) -> bool:
        """The click hit the drawn text, not the space beside it."""
        painter = self._painter
        assert painter is not None  # there is a layout
        left = painter.geometry.left + self.text_layout.x_of(offset)
        return left <= place.x <= left + 1

    def _open_at(self, offset: int) -> None:
        for link in self.links_on_screen():
            if link.span.start <= offset < link.span.end:
                self.post_message(self.LinkRequested(link.href))
                return
        touching = self.marks.on(offset, offset + 1)
        if touching:
            self.choose_annotation(touching[-1].id)
            self.post_message(self.AnnotationOpened(touching[-1].id))
