"""What cleaning mended in the library, by rule and in words; each row leads to its articles."""

from textual import work

from reader.app.dialogs import Picker
from reader.app.list_rows import ListRow
from reader.app.screen_parts import ScreenParts
from reader.article import Filter, Mended
from reader.errors import ReaderError
from reader.text import rules


class MendedReport(ScreenParts):
    """The main screen's part that reports on cleaning."""

    @work(thread=True, exclusive=True, group="mended")
    def action_mended(self) -> None:
        """Count beside the screen: a million articles take a moment."""
        try:
            found = self.desk.mended()
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        self.app.call_from_thread(self._show_mended, found)

    def _show_mended(self, found: list[Mended]) -> None:
        """The rules that mended damage first, then those for white space."""
        found = sorted(found, key=lambda each: rules.is_space(each.rule))
        if not found:
            self.say("Nothing was mended: every article came clean.")
            return
        latest = {each.rule: each for each in self.last_mended}
        counts = [_count(each) for each in found]
        wide = max(map(len, counts))
        choices = [
            (count.ljust(wide), _told(each, latest.get(each.rule)))
            for count, each in zip(counts, found, strict=True)
        ]

        def show(choice: int | None) -> None:
            if choice is None:
                return
            rule = found[choice].rule
            self.desk.choose_list(ListRow(f"Mended: {rule}", filter=Filter(rule=rule)))
            self.show_list()
            self.focus_pane("articles")

        self.app.push_screen(Picker("Mended in the library", choices), show)


def _count(mended: Mended) -> str:
    articles = f"{mended.articles:,} article{'' if mended.articles == 1 else 's'}"
    return f"{mended.edits:,} in {articles}"


def _told(mended: Mended, latest: Mended | None) -> str:
    """What the rule mends; and how often in the last import."""
    last = f" · {latest.edits:,} in the last import" if latest is not None else ""
    return rules.reason(mended.rule) + last
