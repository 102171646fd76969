"""Copies unfolded, and what sets an article off a copy or off an earlier version of itself."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.app.article_list import source_label
from reader.app.dialogs import Picker
from reader.app.screen_parts import ScreenParts
from reader.app.views import changes_view
from reader.article import Article, ArticleId
from reader.errors import ReaderError
from reader.library.articles import Library
from reader.library.versions import version, versions
from reader.settings import save_setting

DIFFERENCES = "differences"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Something an article can be compared with."""

    label: str
    remark: str
    text: Callable[[], Article]


def comparisons(library: Library, article: Article) -> list[Comparison]:
    """Its earlier versions, the newest first, then its copies."""
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
        Comparison(row.title, f"{source_label(row.source, row.collection)} {row.date}".strip(),
                   of_copy(row.id))
        for row in library.copies(name)
    ]  # fmt: skip


class Comparing(ScreenParts):
    """The main screen's part that unfolds copies and shows differences."""

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
        article = self.desk.article
        copies = self.desk.library.copies(article.id) if article else []
        if not copies:
            self.say("This article has no copies.")
            return
        rows = [(row.title, f"{source_label(row.source, row.collection)} {row.date}".strip())
                for row in copies]  # fmt: skip

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
        """Ask what to compare with, unless there is only one; shown already, go back."""
        if self.view.text_name == DIFFERENCES:
            self.view.show_clean()
            return
        article = self._compared()
        if article is None:
            return
        found = comparisons(self.desk.library, article)
        if not found:
            self.say("Nothing to compare with: no earlier version, no copy.")
        elif len(found) == 1:
            self._compare(article, found[0])
        else:
            rows = [(one.label, one.remark) for one in found]

            def go(choice: int | None) -> None:
                if choice is not None:
                    self._compare(article, found[choice])

            self.app.push_screen(Picker("Differences from", rows), go)

    def _compared(self) -> Article | None:
        """The article under the cursor, opened if it is not."""
        target = self.chosen()
        if target is None:
            return None
        if self.desk.article is None or self.desk.article.id != target:
            self.read(target, is_opened=False)
        return self.desk.article

    def _compare(self, article: Article, other: Comparison) -> None:
        from reader.text.differences import differences

        try:
            found = differences(other.text().text, article.text)
        except ReaderError as error:
            self.say_failure(error)
            return
        if not found:
            self.say(f"Word for word the same as {other.label}.")
            return
        self.focus_pane("article")
        self.view.show_as(changes_view(article, found, name=DIFFERENCES))
        self.say(f"From “{other.label}”: n goes on, d back")
