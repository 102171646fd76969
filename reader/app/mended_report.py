"""What cleaning mended in the library, by rule and in words, and what it could not mend.

It is counted here; how it is shown is `cleaning_picker`'s.
"""

from textual import work
from textual.worker import Worker, get_current_worker

from reader.app.list_rows import ListRow
from reader.app.screen_parts import ScreenParts
from reader.article import Badge, Mended
from reader.errors import ReaderError
from reader.text import rules


class MendedReport(ScreenParts):
    """The main screen's part that reports on cleaning."""

    @work(thread=True, exclusive=True, group="mended")
    def action_mended(self) -> None:
        """Count beside the screen: a million articles take a moment."""
        try:
            mended, badged = self.desk.mended(), self.desk.badged()
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        self.app.call_from_thread(self._show_mended, get_current_worker(), mended, badged)

    def _show_mended(
        self, worker: Worker[None], mended: list[Mended], badged: list[tuple[Badge, int]]
    ) -> None:
        """The rules that mended damage first, then those for white space, then what is wrong.

        Not if one has given that up, or is at something else.
        """
        from reader.app.cleaning_picker import CleaningPicker, of_badges, of_rules

        if worker.is_cancelled or not self.is_active:
            return
        mended = sorted(mended, key=lambda each: rules.is_space(each.rule))
        findings = [*of_rules(mended, self.last_mended), *of_badges(badged)]
        if not findings:
            self.say("Nothing was mended: every article came clean.")
            return

        def show(choice: int | None) -> None:
            if choice is not None:
                chosen = findings[choice]
                self.desk.choose_list(ListRow(chosen.name, filter=chosen.filter))
                self.show_list()
                self.focus_pane("articles")

        places = sum(each.edits for each in mended)
        self.app.push_screen(CleaningPicker(f"Cleaning: {places:,} places mended", findings), show)
