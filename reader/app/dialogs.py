"""What asks the user something: one line, a choice, a note. Each gives its answer on dismissal."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, Static

from reader.app.drafts import Draft
from reader.app.field import Field
from reader.app.row_list import Line, RowList

_KEYS = "Ctrl-S keeps the note, Ctrl-O opens it in $EDITOR, Esc leaves"
_LONG = "This note is too long to be shown here: Ctrl-O opens it in $EDITOR, Esc leaves"
_LEFT = f"Not kept when reader ended. {_KEYS}"
_MOMENT = 0.5  # seconds of typing that may be lost
_MOST = 100_000  # characters that a text area takes


class Dialog(ModalScreen[Any]):
    """A box over the dimmed screen; Escape leaves it without an answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > Vertical {
        width: 72; max-width: 96%; height: auto; max-height: 100%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    Dialog .hint { color: $text-muted; height: auto; }
    Dialog Input { border: none; background: $panel; height: 1; padding: 0 1; }
    Dialog Input:focus { border: none; }
    """
    BINDINGS: ClassVar[list[Any]] = [Binding("escape", "leave", "Back", show=False)]

    def action_leave(self) -> None:
        """Close it; nothing was answered."""
        self.dismiss(None)


class _OfSeveral(Suggester):
    """Completes the last of several words, commas between them."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(case_sensitive=True)  # as typed: what came before stays
        self._known = tuple(known)

    async def get_suggestion(self, value: str) -> str | None:
        """As `completed`, for the field."""
        return self.completed(value)

    def completed(self, value: str) -> str | None:
        """The whole line, its last word completed; None where nothing known begins so."""
        begun = value.rpartition(",")[2].lstrip()
        fold = begun.casefold()
        found = (each for each in self._known if fold and each.casefold().startswith(fold))
        word = next(found, "")
        return value + word[len(begun) :] if word else None


class Prompt(Dialog):
    """Asks for one line; answers the text, or None. Tab completes what is known."""

    BINDINGS: ClassVar[list[Any]] = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(
        self, title: str, hint: str = "", *, value: str = "", known: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._title, self._value = title, value
        self._hint = f"{hint} Tab completes." if known else hint
        self._suggester = _OfSeveral(known) if known else None

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            yield Field(self._value, suggester=self._suggester)
            yield Static(self._hint, markup=False, classes="hint")

    def action_complete(self) -> None:
        """Tab: as far as is known."""
        field = self.query_one(Field)
        found = self._suggester.completed(field.value) if self._suggester else None
        if found is not None:
            field.value, field.cursor_position = found, len(found)

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Enter: this is the answer."""
        self.dismiss(event.value)


class ChoiceList(RowList[tuple[str, str]]):
    """The choices of a picker: a label, and what is said of it."""

    ROW_HEIGHT: ClassVar[int] = 1
    IS_MENU: ClassVar[bool] = True
    DEFAULT_CSS = "ChoiceList { background: $surface; height: auto; max-height: 65vh; }"

    def draw(self, row: tuple[str, str], width: int, is_current: bool) -> list[Line]:
        label, remark = row
        return [[("› " if is_current else "  ", self.style("accent")), (label, Style()),
                 ("  " + remark, self.style("dim"))]]  # fmt: skip


class Picker(Dialog):
    """Asks for one of several; answers its index, or None."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], *, at: int = 0) -> None:
        super().__init__()
        self._title, self._choices, self._at = title, tuple(choices), at

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            rows = ChoiceList()
            rows.styles.height = min(16, max(1, len(self._choices)))
            yield rows
            yield Static("Enter chooses, Esc leaves", markup=False, classes="hint")

    def on_mount(self) -> None:
        choices = self._choices
        self.query_one(ChoiceList).set_rows(
            len(choices), lambda start, limit: choices[start : start + limit], cursor=self._at
        )

    @on(RowList.Chosen)
    def answer(self, event: RowList.Chosen) -> None:
        """Enter or a click: this one."""
        self.dismiss(event.sender_list.cursor)


class NoteEditor(Dialog):
    """A note being written. It answers the text only when asked to keep it.

    `keep` puts the text on disk; what was typed stays in the editor, and in its draft, until that
    has succeeded.
    """

    DEFAULT_CSS = """
    NoteEditor TextArea { height: 10; max-height: 50vh; background: $panel; padding: 0 1; }
    NoteEditor TextArea, NoteEditor TextArea:focus { border: none; }
    NoteEditor #quote { color: $text-muted; text-style: italic; height: auto; max-height: 17vh; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        Binding("ctrl+s,ctrl+enter", "keep", "Keep"),
        Binding("ctrl+o", "edit_outside", "Editor"),
    ]  # without priority: that would overtake letters which the text area has not taken in yet

    def __init__(
        self,
        title: str,
        keep: Callable[[str], bool],
        folder: Path,
        draft: Draft,
    ) -> None:
        super().__init__()
        self._title, self._keep, self._draft = title, keep, draft
        self._text = draft.about.before
        self._folder = folder  # for a text that is in an editor outside
        self._is_warned = False
        self._is_long = len(draft.text or self._text) > _MOST
        self._wait: Timer | None = None  # until what is typed is put into the draft

    def compose(self) -> ComposeResult:
        from textual.widgets import TextArea

        with Vertical() as box:
            box.border_title = Content(self._title)
            if quote := self._draft.about.quote:
                yield Static(f"“{quote}”", markup=False, id="quote")
            area = TextArea("" if self._is_long else self._draft.text or self._text, soft_wrap=True)
            area.read_only = self._is_long
            area.move_cursor(area.document.end)  # one goes on where one stopped
            yield area
            hint = _LONG if self._is_long else _LEFT if self._draft.text else _KEYS
            yield Static(hint, markup=False, classes="hint")

    @property
    def typed(self) -> str:
        """What stands in the editor."""
        from textual.widgets import TextArea

        if self._is_long:
            return self._draft.text or self._text
        return self.query_one(TextArea).text

    @property
    def is_changed(self) -> bool:
        """Whether there is something that is not kept."""
        return self.typed.split() != self._text.split()

    def on_text_area_changed(self) -> None:
        """Once a moment, however fast one types."""
        if self._wait is None:
            self._wait = self.set_timer(_MOMENT, self._put_into_draft)

    def _put_into_draft(self) -> None:
        self._wait = None
        if self.is_changed:
            self._draft.keep(self.typed)
        else:
            self._draft.drop()

    def on_unmount(self) -> None:
        """Closed: the draft was dropped. Or the program ends: it stays."""
        self._draft.let_go()

    def action_keep(self) -> None:
        """On disk first, then closed; a failure leaves the text where it is."""
        if self._keep(self.typed):
            self._close(self.typed)

    def _close(self, answer: str | None) -> None:
        if self._wait is not None:
            self._wait.stop()
        self._draft.drop()
        self.dismiss(answer)

    def action_edit_outside(self) -> None:
        """Go on in the user's editor; what it brings back is here, to be kept or not."""
        from textual.widgets import TextArea

        from reader.app.outside import edit

        found = edit(self.app, self.typed, self._folder)
        area = self.query_one(TextArea)
        is_long = self._is_long or len(found.text or "") > _MOST
        if is_long and found.text not in (None, self.typed):
            if self._keep(found.text or ""):  # a text area of that size would not move any more
                self._close(found.text)
            return
        if not is_long and found.text is not None and found.text != area.text:
            area.replace(found.text, area.document.start, area.document.end)
            area.move_cursor(area.document.end)
        self._say(found.said or _KEYS)

    def _say(self, sentence: str) -> None:
        self.query_one(".hint", Static).update(Content(sentence))

    def action_leave(self) -> None:
        if self.is_changed and not self._is_warned:
            self._is_warned = True
            self._say("Not kept yet: Ctrl-S keeps it, Esc again throws it away")
            return
        self._close(None)
