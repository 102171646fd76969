"""Where an article's text comes from: turned to its raw text and its changes, and why each is."""

from collections.abc import Callable
from functools import partial
from threading import Lock

from textual import on, work
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from reader.app.changes_pane import ChangesPane
from reader.app.screen_parts import ScreenParts
from reader.app.views import Shown, View
from reader.article import Article, ArticleId, Edit, Refusal
from reader.errors import ReaderError
from reader.text import rules, unseen

_SURE = {"certain": "certain", "likely": "likely", "inferred": "inferred, not known"}

_settling = Lock()
"""One after the other: while one cleans, another that undoes it would find nothing to follow."""


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
        self.make_text(event.name)

    @work(thread=True, exclusive=True, group="text")
    def make_text(self, name: str) -> None:
        """Beside the screen: a book with a change in every line takes a second."""
        worker = get_current_worker()
        article = self.desk.article
        try:
            text = self.desk.text(name)
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_text, article, text)

    def _show_text(self, article: Article | None, text: View) -> None:
        """Unless another article is shown by now, this one anew, or another text was asked for."""
        if article is self.view.article and self.view.next_text == text.name:
            self.view.show_as(text)

    @on(ChangesPane.TakeBackWanted)
    def take_back(self, event: ChangesPane.TakeBackWanted) -> None:
        """The change at hand goes; or ask which."""
        article = self.desk.article
        if event.is_asked:
            self._ask_what_goes(event.edits)
        elif article is not None:
            self.say("Cleaning without it …")  # in this one, even if another is open by then
            self.refuse(partial(self.desk.take_back, article.id, event.edits))

    def _ask_what_goes(self, edits: tuple[Edit, ...]) -> None:
        """A change, its rule here or everywhere; and what is gone may come again."""
        from reader.app.dialogs import Picker

        desk, article = self.desk, self.desk.article
        if article is None:
            return
        choices: list[tuple[str, str]] = []
        done: list[Callable[[], str]] = []
        names = list(dict.fromkeys(part for e in edits for part in rules.parts(e.rule)))
        if edits:
            choices.append(("Take back this change", ""))
            done.append(partial(desk.take_back, article.id, edits))
        for name in names:
            off = partial(desk.take_back_rule, article.id, name)
            here, all_ = (partial(off, everywhere=is_all) for is_all in (False, True))
            choices.append((f"The rule {name} off in this article", rules.described(name)))
            choices.append((f"The rule {name} off in all of {article.collection}", ""))
            done += [here, all_]
        for refusal in desk.refusals_here():
            what = unseen.visible(refusal.before, with_spaces=True) if refusal.is_edit else ""
            where = "" if refusal.document else f" in all of {refusal.collection}"
            choices.append((f"Mend again: {what or refusal.rule}{where}", "taken back before"))
            done.append(partial(self._accept, refusal))
        if not choices:
            self.say("Nothing was changed here, and nothing was taken back.")
            return

        def do(choice: int | None) -> None:
            if choice is not None:
                self.refuse(done[choice])

        self.app.push_screen(Picker("Take back", choices), do)

    def _accept(self, refusal: Refusal) -> str:
        self.desk.notes.accept(refusal)
        return f"Mended again: {refusal.rule}"

    @work(thread=True, group="clean-again")
    def refuse(self, change: Callable[[], str] | None = None, undone: str = "") -> None:
        """Change what is taken back; the documents concerned are cleaned again beside the screen.

        Without a change: follow what another command has changed, `undone` being what it said.
        """
        try:
            if change is not None:  # said now: one may undo it while it is still being cleaned
                self.app.call_from_thread(self.say, f"{change()}; u undoes it")
            with _settling:
                concerned, followed = self.desk.settle()
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        followed = followed and ". ".join(filter(None, (undone, followed)))
        self.app.call_from_thread(self._show_cleaned, concerned, followed)

    def _show_cleaned(self, concerned: list[ArticleId], followed: str) -> None:
        """Say it, and show the open article as it is now, at the same place."""
        if followed:
            self.say(f"{followed}.")
            self.look_for_changes()
            self.refresh_index()
        if self.desk.article is not None and self.desk.article.id in concerned:
            self.show_article_again()

    def show_article_again(self) -> None:
        """The open article at the same place, if its text is another now, whoever changed it."""
        article = self.desk.article
        if article is None:
            return
        try:
            if self.desk.library.text(article.id) == article.text:
                return
            name, at = self.view.next_text or self.view.text_name, self.view.place
            self.view.show(self.desk.open(article.id), self.desk.annotations, at=at)
        except ReaderError:
            return  # it is no longer there; what is on screen can still be read
        if name in ("raw", "changes"):
            self.view.next_text = name
            self.make_text(name)
        self.articles.forget()
        self.show_status()

    def clean_again(self, undone: str = "") -> None:
        self.refuse(undone=undone)

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
        changes = f"{count} change" if count == 1 else f"{count} changes"
        return [f"change {view.change_number}/{count}" if view.change_number else changes]


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
    from reader.text.safety import safe

    found = dict.fromkeys(safe(edit.evidence, keep_newlines=False) for edit in edits)
    said = "; ".join(filter(None, found))
    return f" ({said})" if said else ""
