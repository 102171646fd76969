"""The search field, and the line under it: what was understood, or how one may go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestionReady
from textual.widgets import Input, Static

from reader.app.bindings import bindings_for
from reader.app.completing import Offer, field_of, offers, suggestion
from reader.app.field import Field
from reader.article import Answer

MOST = 200  # hits of one answer
_CHIP = "$text on $panel"


class SearchField(Field):
    """The field; the arrows walk the results while one types."""

    BINDINGS: ClassVar[list[Any]] = bindings_for("search")
    _EDITING: ClassVar[dict[str, str]] = {
        "backspace": "delete_left", "ctrl+h": "delete_left", "ctrl+w": "delete_left_word",
        "ctrl+u": "delete_left_all", "delete": "delete_right",
    }  # fmt: skip

    @dataclass
    class Key(Message):
        """A key that is not about the text: for the results, the history, the panes."""

        what: str

    async def _on_key(self, event: events.Key) -> None:
        """Delete at once: as a binding it comes after letters typed right behind it."""
        deleting = self._EDITING.get(event.key)
        if deleting:
            event.stop()
            event.prevent_default()
            await self.run_action(deleting)
        else:
            await super()._on_key(event)

    def action_search_down(self) -> None:
        self.post_message(self.Key("down"))

    def action_search_up(self) -> None:
        self.post_message(self.Key("up"))

    def action_search_newer(self) -> None:
        self.post_message(self.Key("newer"))

    def action_search_older(self) -> None:
        self.post_message(self.Key("older"))

    def action_search_complete(self) -> None:
        self.post_message(self.Key("complete"))

    @property
    def is_at_start(self) -> bool:
        """Nothing stands before the cursor, or everything is selected."""
        start, end = self.selection
        return not min(start, end) and (start != end or not end)

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

    @dataclass
    class ValuesWanted(Message):
        """The user types a value of a field: which are there?"""

        field: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._answer = Answer("")
        self._values: dict[str, Sequence[tuple[str, int]]] = {}
        self._awaited: set[str] = set()  # fields whose values were asked for and have not come
        self._version = -1  # of the library, when the values were read
        self._offers: list[Offer] = []
        self._at = -1  # of the offer that was taken
        self._taken = ""  # the text since then

    def compose(self) -> ComposeResult:
        yield SearchField(
            placeholder="words, lang:fr, after:2022, tag:…", select_on_focus=False, id="words"
        )
        yield Static("", markup=False)

    @on(Input.Changed)
    def pass_on(self, event: Input.Changed) -> None:
        """Each keystroke is a query."""
        event.stop()
        self.post_message(self.Typed(event.value))
        if event.value != self._taken or len(self._offers) < 2:
            self._complete(event.value)

    # completion

    def set_values(self, field: str, values: Sequence[tuple[str, int]]) -> None:
        """What a field can be told; nothing for a field is asked for twice."""
        self._values[field] = values
        self._awaited.discard(field)
        if self.field.value != self._taken or len(self._offers) < 2:  # else one is choosing
            self._complete(self.field.value)

    @property
    def awaits_values(self) -> bool:
        """What the field at the end can be told is still being looked for."""
        return field_of(self.field.value) in self._awaited

    def renew_values(self, version: int) -> None:
        """Ask again for what changes often; for the others if the library is another version."""
        if version != self._version:
            self._values.clear()
        for field in ("tag", "note", "collection"):
            self._values.pop(field, None)
        self._version = version

    def complete(self) -> bool:
        """Take the next offer; False if there is none."""
        if not self._offers:
            return False
        self._at = (self._at + 1) % len(self._offers)
        self._taken = self._offers[self._at].text
        self.field.value = self._taken
        self.field.cursor_position = len(self._taken)
        return True

    def _complete(self, text: str) -> None:
        """Look what the end of the text may become: dim in the field, values in the line."""
        from reader.library.values import FIELDS
        from reader.search.query import FIELD_NAMES, SWITCHES

        switches = {name: [(value, -1) for value in values] for name, values in SWITCHES.items()}
        self._offers, self._at = offers(text, FIELD_NAMES, switches | self._values), -1
        field = field_of(text)
        if field in FIELDS and field not in self._values:
            self._values[field] = ()
            self._awaited.add(field)
            self.post_message(self.ValuesWanted(field))
        self.field.post_message(SuggestionReady(text, suggestion(text, self._offers)))
        self._show_line()

    @property
    def field(self) -> SearchField:
        """Where one types."""
        return self.query_one(SearchField)

    def show_answer(self, answer: Answer) -> None:
        """Say what was understood, what was taken for what, and how much was found."""
        self._answer = answer
        self._show_line()

    def _show_line(self) -> None:
        """The values that may be meant while one is typed, else what was understood."""
        is_value = bool(self._offers) and bool(field_of(self.field.value))
        said = offered(self._offers) if is_value else understood(self._answer)
        self.query_one(Static).update(said)


def offered(found: Sequence[Offer]) -> Content:
    """`Tab: lemonde.fr 1,204 · lefigaro.fr 88`."""
    parts = [
        Content.assemble((each.shown, "$text"), f" {each.count:,}" if each.count >= 0 else "")
        for each in found
    ]
    return Content("Tab: ") + Content(" · ").join(parts)


def understood(answer: Answer) -> Content:
    """`13 found · alibaba taken for alibab · after:2022`, fields as chips, remarks at the end."""
    if not answer.query.strip():
        return Content("")
    from reader.search.query import FIELD_NAMES, parse

    found = len(answer.hits)
    is_cut = answer.is_cut or found >= MOST
    count = f"the best {found}" if is_cut else f"{found} found"
    parts = [Content(count if answer.is_final or found else "…")]
    query = parse(answer.query)
    said = {*answer.corrected, *answer.nowhere, *answer.left_out}
    parts += [Content.styled(remark, "$text-warning") for remark in query.remarks]
    for chip in query.chips:
        if chip not in said and chip.lstrip("-!") not in query.misread:
            is_field = chip.lstrip("-!").partition(":")[0] in FIELD_NAMES
            parts.append(Content.styled(f" {chip} ", _CHIP) if is_field else Content(chip))
    for typed, used in answer.corrected.items():
        parts.append(Content.assemble((used, "italic $text"), f" taken for {typed}"))
    missing = [f"{word} is nowhere" for word in answer.nowhere]
    missing += [f"without {word}" for word in answer.left_out]
    parts += [Content.styled(each, "$text-warning") for each in missing]
    return Content(" · ").join(parts)
