"""Where an article's text comes from: turned to its raw text and its changes, and why each is."""

from textual import on
from textual.content import Content
from textual.widgets import Static

from reader.app.changes_pane import ChangesPane
from reader.app.screen_parts import ScreenParts
from reader.app.views import Shown
from reader.article import Edit
from reader.errors import ReaderError
from reader.text import rules
from reader.text.safety import safe

_SURE = {"certain": "certain", "likely": "likely", "inferred": "inferred, not known"}


class ReasonLine(Static):
    """Below the article, while its changes are shown: the rule of the one at hand, and why."""

    DEFAULT_CSS = """
    ReasonLine { height: 2; padding: 0 1; background: $panel; color: $foreground; display: none; }
    """

    def __init__(self) -> None:
        super().__init__("", id="reason", markup=False)


class Provenance(ScreenParts):
    """The main screen's part that shows what cleaning did."""

    @on(ChangesPane.TextWanted)
    def show_text(self, event: ChangesPane.TextWanted) -> None:
        """The open article as another of its texts."""
        try:
            text = self.desk.text(event.name)
        except ReaderError as error:
            self.say_failure(error)
            return
        self.view.show_as(text)

    def show_reason(self) -> None:
        """Bring the line below the article, and the status line, up to date."""
        view = self.view
        line = self.query_one(ReasonLine)
        line.display = view.text_name == "changes"
        if line.display:
            line.update(Content(_said(view.change, len(view.marks.changes))))
        self.show_place()

    def text_shown(self) -> list[str]:
        view = self.view
        if view.text_name == "clean":
            return []
        count = len(view.marks.changes)
        if view.text_name == "raw":
            return ["raw text"]
        return [
            f"change {view.change_number}/{count}" if view.change_number else f"{count} changes"
        ]


def _said(change: Shown | None, count: int) -> str:
    """Two lines: the rule and how sure it is, then the reason."""
    if change is None and count:
        return "No change on this screen.\nn goes to the next one, N to the one before."
    if change is None:
        return "Nothing was changed in this article: it came clean."
    edits = change.edits
    names = "+".join(dict.fromkeys(part for edit in edits for part in rules.parts(edit.rule)))
    reason = rules.reason(names)
    sentence = f"{reason[:1].upper()}{reason[1:]}.{_evidence(edits)}"
    return f"{names} · {_confidence(edits)}\n{sentence}"


def _confidence(edits: tuple[Edit, ...]) -> str:
    """That of the most doubtful."""
    return next(
        (_SURE[sure] for sure in reversed(_SURE) if any(edit.confidence == sure for edit in edits)),
        "",
    )


def _evidence(edits: tuple[Edit, ...]) -> str:
    found = dict.fromkeys(safe(edit.evidence, keep_newlines=False) for edit in edits)
    said = "; ".join(filter(None, found))
    return f" ({said})" if said else ""
