"""The search field, and the line under it that says what was understood."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.app.bindings import bindings_for
from reader.article import Answer

MOST = 200  # hits of one answer
_CHIP = "$text on $panel"


class SearchField(Input):
    """The field; the arrows walk the results while one types."""

    BINDINGS: ClassVar[list[Any]] = bindings_for("search")

    @dataclass
    class Key(Message):
        """A key for the results: down, up, open or leave."""

        what: str

    def action_search_down(self) -> None:
        self.post_message(self.Key("down"))

    def action_search_up(self) -> None:
        self.post_message(self.Key("up"))

    def action_search_open(self) -> None:
        self.post_message(self.Key("open"))

    def action_search_leave(self) -> None:
        self.post_message(self.Key("leave"))


class SearchPane(Vertical):
    """Field and understanding. What is typed goes up as a message; an answer comes down."""

    DEFAULT_CSS = """
    SearchPane { height: auto; border: round $border; background: $background; padding: 0 1; }
    SearchPane:focus-within { border: round $accent; }
    SearchPane > SearchField { border: none; height: 1; padding: 0; background: $background; }
    SearchPane > SearchField:focus { border: none; }
    SearchPane > Static { height: auto; min-height: 1; max-height: 2; color: $text-muted; }
    """
    BORDER_TITLE = "Search"

    @dataclass
    class Typed(Message):
        """The query as it stands now."""

        text: str

    def compose(self) -> ComposeResult:
        yield SearchField(placeholder="words, lang:fr, after:2022, tag:…", select_on_focus=False)
        yield Static("", markup=False)

    @on(Input.Changed)
    def pass_on(self, event: Input.Changed) -> None:
        """Each keystroke is a query."""
        event.stop()
        self.post_message(self.Typed(event.value))

    @property
    def field(self) -> SearchField:
        """Where one types."""
        return self.query_one(SearchField)

    def show_answer(self, answer: Answer) -> None:
        """Say what was understood, what was taken for what, and how much was found."""
        self.query_one(Static).update(understood(answer))


def understood(answer: Answer) -> Content:
    """`13 found · alibaba taken for alibab · after:2022`, fields as chips, remarks at the end."""
    if not answer.query.strip():
        return Content("")
    from reader.search.query import FIELD_NAMES, parse

    found = len(answer.hits)
    count = f"the best {found}" if found >= MOST else f"{found} found"
    parts = [Content(count if answer.is_final or found else "…")]
    query = parse(answer.query)
    parts += [Content.styled(remark, "$text-warning") for remark in query.remarks]
    for chip in query.chips:
        if chip not in answer.corrected and chip.lstrip("-") not in query.misread:
            is_field = chip.lstrip("-").partition(":")[0] in FIELD_NAMES
            parts.append(Content.styled(f" {chip} ", _CHIP) if is_field else Content(chip))
    for typed, used in answer.corrected.items():
        parts.append(Content.assemble((used, "italic $text"), f" taken for {typed}"))
    return Content(" · ").join(parts)
