"""Importing beside reading: a thread drives the import, a slow timer shows how far it is."""

from collections import Counter, deque
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from reader.app.sampling import Sampling
from reader.app.screen_parts import ScreenParts
from reader.app.start import Start
from reader.app.status_bar import StatusBar
from reader.errors import ReaderError
from reader.settings import SAMPLE

if TYPE_CHECKING:
    from reader.ingest.importing import Progress, Report
    from reader.ingest.walk import Skipped

_LOOK_SECONDS = 0.25  # how often progress is shown
_LOOKS = 5  # at what this folder holds, for the first screen; a tenth of a second each


class Importing(ScreenParts):
    """The main screen's part that brings articles in."""

    _progress: "Progress | None" = None
    _start: Start
    _sampling: Sampling | None = None
    ended: "deque[tuple[Report, Counter[str]]]"  # with the states of the highlights before it

    def begin_imports(self, imports: Sequence[Path]) -> None:
        """Import what the user named; on a first start without that, the sample corpus."""
        if imports:
            self.import_paths(tuple(imports))
        elif self.desk.holds_only(SAMPLE):
            self._sampling = self._start.sampling or Sampling(self.desk.folders)
        self.set_interval(_LOOK_SECONDS, self.show_import)

    @property
    def importing_text(self) -> str:
        """What an empty list says while articles are on their way."""
        if self._sampling and not self.desk.library.count():
            return "The sample articles are being\nlaid out; a moment."
        return ""

    def action_import(self) -> None:
        """Ask what to import."""
        from reader.app.import_prompt import ImportPrompt

        def begin(path: Path | None) -> None:
            if path is not None:
                self.import_paths((path,))

        self.app.push_screen(ImportPrompt(f"{_here()}/"), begin)

    @work(thread=True, group="import")
    def import_paths(self, paths: tuple[Path, ...]) -> None:
        """Drive an import; the articles appear as they land, and it ends with the app."""
        from reader.ingest.importing import import_paths

        worker = get_current_worker()
        try:
            before = self._count_states()
            for progress in import_paths(
                paths,
                self.desk.folders,
                stop=lambda: worker.is_cancelled,
            ):
                self._progress = progress
                if progress.is_done:
                    self.ended.append((progress.report, before))
        except ReaderError as error:
            self._progress = None
            self.app.call_from_thread(self.say_failure, error)

    def show_import(self) -> None:
        """The import in the status line; its end in a toast."""
        if self._sampling is not None:
            self._show_sampling(self._sampling)
        progress = self._progress
        said = ""
        if progress is not None and not progress.is_done:
            part = f"{100 * progress.done // max(1, progress.total)} %"
            left = f", {_spoken(progress.seconds_left)} left" if progress.seconds_left > 1 else ""
            said = f"Importing {part}{left}"
        self.query_one(StatusBar).work = said
        while self.ended:
            self._show_end(*self.ended.popleft())

    def _show_end(self, report: "Report", before: Counter[str]) -> None:
        self.look_for_changes()
        self.refresh_index()
        if report.waits:
            said = f"An import that was taken back is not gone yet: {report.waits}"
            self.notify(said, severity="warning", markup=False)
        if report.is_undone:
            return  # that is said where it was taken back
        if report.added or report.updated or report.unchanged:
            self.say(_summary(report))
            self.last_mended = report.mended
        self._say_moved(before)
        if report.skipped:
            self.notify(_skipped(report.skipped), severity="warning", markup=False)
        elif not (report.added or report.updated or report.unchanged):
            self.say("There is no document in there; .txt and .md files are read.")

    def _count_states(self) -> Counter[str]:
        """How many highlights are where they were, moved, or without their passage."""
        return Counter(made.state for made in self.desk.notes.annotations())

    def _say_moved(self, before: Counter[str]) -> None:
        """What became of highlights in what was imported, and which key leads there.

        Counted, not taken from the report: the open article's were looked for by its view.
        """
        try:
            new = self._count_states() - before
        except ReaderError as error:
            self.say_failure(error)
            return
        parts = [f"{new['moved']:,} moved" if new["moved"] else "",
                 f"{new['orphan']:,} lost their passage" if new["orphan"] > 1 else "",
                 "1 lost its passage" if new["orphan"] == 1 else ""]  # fmt: skip
        if said := ", ".join(filter(None, parts)):
            self.notify(
                f"Your highlights: {said}; press 3 until you see them.",
                severity="warning",
                markup=False,
            )

    def _show_sampling(self, sampling: Sampling) -> None:
        """The sample articles as they are ready."""
        is_done = sampling.is_done
        is_at_top = self.pane == "articles" and not self.articles.cursor
        self.look_for_changes()
        if is_at_top:  # nobody has moved: the first screen begins with the first article
            self.articles.cursor = 0
        if not is_done:
            return
        self._sampling = None
        try:
            added = sampling.added()
        except ReaderError as error:
            self.say_failure(error)
            return
        if added:
            self.refresh_index()
            self._welcome(added)

    def on_unmount(self) -> None:
        """The app ends; what is not laid out then is at the next start."""
        if self._sampling is not None:
            self._sampling.end()

    @work(thread=True, group="welcome")
    def _welcome(self, count: int) -> None:
        """The first start: what is on screen, and how to bring one's own."""
        here = _documents_in(_here())
        own = f", {here} here" if here else ""
        said = f"{count} sample articles to try things on; I imports your own{own}."
        self.notify(said, markup=False)

    @work(thread=True, group="index", exclusive=True)
    def refresh_index(self) -> None:
        """Bring the search index up to the library, so that the first search need not."""
        from reader.search import refresh

        worker = get_current_worker()
        try:
            while not worker.is_cancelled and refresh(self.desk.library, seconds=0.5):
                pass
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        if not worker.is_cancelled and "searching" in self.modes:
            self.app.call_from_thread(self.search_again)

    def look_for_changes(self) -> None:
        """New articles and notes, whoever wrote them, come on screen."""
        has_articles, has_notes = self.desk.has_changed()
        if has_articles:
            self.reload_list()
            self.show_lists()
            self.show_article_again()
            if self.desk.article is None and self.articles.current and not self.is_narrow:
                self.read(self.articles.current.id, is_opened=False)
        elif has_notes:
            self.show_own_data()


def _summary(report: "Report") -> str:
    """What an import brought: `33 documents added: 41 articles, 2 of them copies.`"""
    parts = [f"{report.added:,} added" if report.added else "",
             f"{report.updated:,} updated" if report.updated else "",
             f"{report.unchanged:,} unchanged" if report.unchanged else ""]  # fmt: skip
    said = f"Documents: {', '.join(filter(None, parts))}"
    if report.articles:
        said += f"; articles: {report.articles:,}"
    if report.copies:
        said += f", {report.copies:,} of them copies"
    places = sum(each.edits for each in report.mended)
    return f"{said}; mended: {places:,} (M)" if places else said


def _skipped(skipped: "Sequence[Skipped]") -> str:
    """One file with its reason, or how many there are, and what names them all."""
    name = skipped[0].path.name
    if len(skipped) == 1:
        return f"{name} was skipped: {skipped[0].reason}"
    return f"{len(skipped):,} skipped, as {name}; `reader import` there says why"


def _here() -> Path:
    """The folder one is in, or the home folder where that is no more."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def _documents_in(folder: Path) -> str:
    """What lies in a folder and could be imported, as far as a short look tells; "" if nothing."""
    from reader.ingest.counting import count

    found = deque(islice(count(folder), _LOOKS), maxlen=1)[0]
    if not found.files:
        return ""
    files = f"{found.files:,} document{'s' if found.files > 1 else ''}"
    return files if found.is_all else f"more than {files}"


def _spoken(seconds: float) -> str:
    """A duration as people say it: `40 s`, `3 min`."""
    return f"{round(seconds)} s" if seconds < 90 else f"{round(seconds / 60)} min"
