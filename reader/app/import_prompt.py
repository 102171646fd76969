"""Asks what to import: a path that completes, and how much lies there while one types.

It answers a path that exists and holds something to read; with another it stays, and says why.
Counting and looking into folders are done in threads, by `ingest.counting` and `paths`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestionReady
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.app.dialogs import Dialog
from reader.app.field import Field
from reader.app.paths import goes_on, shared, typed_path

if TYPE_CHECKING:
    from reader.ingest.counting import Counted

_HINT = "Tab completes, Enter imports, Esc leaves. Nothing there is changed."
_NAMES = 40  # of the offers that are named, in one line


class PathField(Field):
    """The field; Tab is for the path."""

    BINDINGS: ClassVar[list[Any]] = [Binding("tab", "screen.complete", show=False)]


class ImportPrompt(Dialog):
    """Asks for a path; answers it, or None."""

    DEFAULT_CSS = """
    ImportPrompt #said { height: auto; color: $text; }
    ImportPrompt #said.-wrong { color: $text-warning; }
    ImportPrompt #offers { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class CountGrew(Message):
        """So much lies at the path, as far as was looked."""

        typed: str
        counted: "Counted"

    @dataclass
    class OffersFound(Message):
        """The path may go on like this."""

        typed: str
        offers: list[str]

    def __init__(self, value: str) -> None:
        super().__init__()
        self._value = value
        self._offers: list[str] = []  # how what was typed may go on
        self._offers_of: str | None = None  # what was typed then
        self._at = -1  # of the offer that was taken
        self._counted: Counted | None = None
        self.is_waiting = False  # Tab was pressed before the offers were found (see `type_ahead`)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("Import")
            yield PathField(self._value)
            yield Static("", markup=False, id="said")
            yield Static("", markup=False, id="offers", classes="hint")
            yield Static(_HINT, markup=False, classes="hint")

    @property
    def field(self) -> PathField:
        """Where one types."""
        return self.query_one(PathField)

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Follow the path as it is typed."""
        event.stop()
        if event.value != self.field.value:
            return  # the last letter counts
        self._counted = None
        self.is_waiting = False
        if not self._is_taken:
            self._at = -1
            self.find_offers(event.value)
        self.count(event.value)

    @work(thread=True, exclusive=True, group="count")
    def count(self, typed: str) -> None:
        """How much lies there; given up when something else is typed."""
        from reader.ingest.counting import count

        worker = get_current_worker()
        for counted in count(typed_path(typed)) if typed.strip() else ():
            if worker.is_cancelled:
                return
            self.post_message(self.CountGrew(typed, counted))

    @work(thread=True, exclusive=True, group="offers")
    def find_offers(self, typed: str) -> None:
        """Which names begin so."""
        offers = goes_on(typed, _is_read)
        if not get_current_worker().is_cancelled:
            self.post_message(self.OffersFound(typed, offers))

    @on(CountGrew)
    def show_count(self, event: CountGrew) -> None:
        """A path that leads nowhere yet is no mistake."""
        if event.typed == self.field.value:
            self._counted = event.counted
            is_there = event.counted.files or typed_path(event.typed).exists()
            self._say(said_of(event.counted) if is_there else "")

    @on(OffersFound)
    def show_offers(self, event: OffersFound) -> None:
        """The first one dim in the field, all of them below."""
        if event.typed == self.field.value:
            self._offers, self._offers_of = event.offers, event.typed
            best = next(iter(event.offers), "")
            is_begun = best.startswith(event.typed) and not event.typed.endswith("/")
            self.field.post_message(SuggestionReady(event.typed, best if is_begun else ""))
            self._name_offers()
            if self.is_waiting:
                self.is_waiting = False
                self.action_complete()

    @property
    def _is_taken(self) -> bool:
        """What stands in the field is an offer that was taken."""
        return self._at >= 0 and self.field.value == self._offers[self._at]

    def action_complete(self) -> None:
        """As far as the names agree; then one after the other."""
        typed = self.field.value
        if self._offers_of != typed and not self._is_taken:
            self.is_waiting = True  # those that are known are for something else
            return
        begun = shared(self._offers)
        if self._at < 0 and len(begun) > len(typed):
            self._take(begun)
        elif self._offers:
            self._at = (self._at + 1) % len(self._offers)
            self._take(self._offers[self._at])
            self._name_offers()

    def _take(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(text)

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Enter: this path, if there is something in it."""
        event.stop()
        path = typed_path(event.value)
        if not event.value.strip():
            self._say("Type the path of a file or a folder first.", is_wrong=True)
        elif not path.exists():
            self._say(f"There is no such file or folder: {path}", is_wrong=True)
        elif self._counted is not None and self._counted.is_all and not self._counted.files:
            self._say(said_of(self._counted), is_wrong=True)
        else:
            self.dismiss(path)

    def _name_offers(self) -> None:
        at = max(self._at, 0)
        names = "  ".join(map(_name, self._offers[at : at + _NAMES]))
        self.query_one("#offers", Static).update(Content(names))

    def _say(self, sentence: str, *, is_wrong: bool = False) -> None:
        line = self.query_one("#said", Static)
        line.set_class(is_wrong, "-wrong")
        line.update(Content(sentence))


def said_of(counted: "Counted") -> str:
    """A count as people say it."""
    if not counted.files:
        if not counted.is_all:
            return "Counting…"
        more = f": {counted.reason}." if counted.others == 1 else "."
        return f"Nothing in there can be read{more}"
    parts = [_many(counted.files, "file")]
    if counted.folders > 1:
        parts.append(_many(counted.folders, "folder"))
    if counted.others:
        parts.append(f"and {counted.others:,} that can't be read")
    return ", ".join(parts) + ("." if counted.is_all else "…")


def _name(path: str) -> str:
    """The last part of a path, a folder's with its slash."""
    return path[path.rstrip("/").rfind("/") + 1 :]


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _is_read(name: str) -> bool:
    from reader.formats import FORMATS

    return Path(name).suffix.lower() in FORMATS
