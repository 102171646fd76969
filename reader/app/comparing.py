"""Copies unfolded, and two articles side by side: an earlier version, a copy, or any other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, get_current_worker

from reader.app.article_list import source_label
from reader.app.screen_parts import ScreenParts
from reader.article import Article, ArticleId, Headline
from reader.errors import ReaderError
from reader.library.articles import Library
from reader.settings import save_setting

if TYPE_CHECKING:
    from reader.app.beside import Beside
    from reader.app.compare_screen import Answer


@dataclass(frozen=True, slots=True)
class Comparison:
    """Something an article can be compared with."""

    label: str
    remark: str
    text: Callable[[], Article]


def comparisons(library: Library, article: Article) -> list[Comparison]:
    """Its earlier versions, the newest first, then its copies."""
    from reader.library.versions import version, versions

    name = article.id
    known = versions(library, name)

    def of_version(number: int) -> Callable[[], Article]:
        return lambda: version(library, name, number)

    def of_copy(other: ArticleId) -> Callable[[], Article]:
        return lambda: library.article(other)

    found = [
        Comparison(f"version {one.number}", f"imported {one.imported[:10]}", of_version(one.number))
        for one in reversed(known[:-1])
    ]
    return found + [
        Comparison(row.title, _remark(row), of_copy(row.id))
        for row in library.copies(name)
    ]  # fmt: skip


class Comparing(ScreenParts):
    """The main screen's part that unfolds copies and sets two articles side by side."""

    def action_copies(self) -> None:
        """The copies of the row below it; in the results, every copy; in the article, a choice."""
        if self.pane in ("results", "search"):
            self.unfold_hits()
        elif self.pane == "article":
            self._choose_copy()
        elif self.chosen() is not None and (row := self.articles.current) is not None:
            was = self.desk.listing.count()
            name = self.desk.unfold(row.id)
            if self.desk.listing.count() == was:
                self.say("This article has no copies.")
            self.show_list(at=name or row.id)

    def _choose_copy(self) -> None:
        from reader.app.dialogs import Picker

        article = self.desk.article
        copies = self.desk.library.copies(article.id) if article else []
        if not copies:
            self.say("This article has no copies.")
            return
        rows = [(row.title, _remark(row)) for row in copies]

        def go(choice: int | None) -> None:
            if choice is not None:
                self.read(copies[choice].id)

        self.app.push_screen(Picker("Copies", rows), go)

    def action_fold_copies(self) -> None:
        """Copies as rows of their own everywhere, or folded; kept for the next start."""
        row = self.articles.current
        is_folded = not self.desk.is_folded
        try:
            self.desk.fold(is_folded)
            save_setting(self.desk.folders, "fold_copies", is_folded)
        except ReaderError as error:
            self.say_failure(error)
        self.show_list(at=row.id if row is not None else None)
        self.show_lists()
        self.say("Copies are one row" if is_folded else "Every copy is a row of its own")

    def action_differences(self) -> None:
        """Ask what to compare with, unless there is only one."""
        from reader.app.dialogs import Picker

        article = self._compared()
        if article is None:
            return
        found = comparisons(self.desk.library, article)
        if not found:
            self.say("No earlier version, no copy; w sets any two articles side by side.")
        elif len(found) == 1:
            self._compare(found[0], article)
        else:
            rows = [(one.label, one.remark) for one in found]

            def go(choice: int | None) -> None:
                if choice is not None:
                    self._compare(found[choice], article)

            self.app.push_screen(Picker("Differences from", rows), go)

    def _compared(self) -> Article | None:
        """The article under the cursor, opened if it is not."""
        target = self.chosen()
        if target is None:
            return None
        if self.desk.article is None or self.desk.article.id != target:
            self.read(target, is_opened=False)
        return self.desk.article

    def action_beside(self) -> None:
        """The first of two articles, or the second: then both are shown."""
        target = self.chosen()
        if target is None:
            return
        first, self.first_beside = self.first_beside, None
        if first is None:
            self.first_beside = target
            self.say("Go to another article and press w: both stand side by side.")
        elif first == target:
            self.say("No longer chosen: w on two different articles sets them side by side.")
        else:
            try:
                self._compare(self._named(first), self.desk.library.article(target))
            except ReaderError as error:
                self.say_failure(error)
        self.show_place()

    def _named(self, name: ArticleId) -> Comparison:
        row = self.desk.headline(name)
        return Comparison(row.title, _remark(row), lambda: self.desk.library.article(name))

    @work(thread=True, exclusive=True, group="compare")
    def _compare(self, other: Comparison, article: Article) -> None:
        """Two long texts take a while to compare."""
        from reader.app.beside import Beside

        try:
            found = Beside.of(other.text(), article)
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        self.app.call_from_thread(self._show_both, get_current_worker(), found, other)

    def _show_both(self, worker: Worker[None], found: "Beside", other: Comparison) -> None:
        """Unless one has given that up, or is at something else."""
        from reader.app.compare_screen import CompareScreen

        if worker.is_cancelled or not self.is_active:
            return
        if not found.changes:
            self.say(f"Word for word the same as {other.label}.")
            return
        if found.left.id == found.right.id:
            labels = f"{other.label} · {other.remark}", "now"
        else:
            right = found.right
            remark = f"{source_label(right.source, right.collection)} {right.date}".strip()
            labels = f"{other.label} · {other.remark}", f"{right.headline} · {remark}"
        article = self.desk.article
        is_open = article is not None and article.id == found.right.id
        screen = CompareScreen(
            found, labels, self.lay_lines, self.keep_lines, at=self.view.place if is_open else 0
        )

        def read(answer: "Answer | None") -> None:
            if answer is not None:
                self.read(answer[0], at=answer[1])

        self.app.push_screen(screen, read)


def _remark(row: Headline) -> str:
    return f"{source_label(row.source, row.collection)} {row.date}".strip()
