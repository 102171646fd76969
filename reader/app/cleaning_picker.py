"""The report on cleaning as a dialog: a row for each rule and each thing that it could not mend.

Each row leads to its articles; what is said of the one under the cursor stands below in full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.widgets import Static

from reader.app.dialogs import Picker
from reader.app.row_list import RowList
from reader.article import Badge, Filter, Mended
from reader.text import rules
from reader.text.badges import SIGNS, WORDS

_FILTERS: dict[Badge, Filter] = {
    "truncated": Filter(is_truncated=True),
    "furniture": Filter(is_furniture=True),
    "duplicates": Filter(is_repeating=True),
    "damaged": Filter(is_damaged=True),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the report, and the list it leads to."""

    count: str
    said: str
    name: str  # of the list
    filter: Filter


class CleaningPicker(Picker):
    """The report; as wide as it may be, for its rows are sentences."""

    DEFAULT_CSS = "CleaningPicker > Vertical { width: 104; }"

    def __init__(self, title: str, findings: Sequence[Finding]) -> None:
        wide = max(len(each.count) for each in findings)
        super().__init__(title, [(each.count.ljust(wide), each.said) for each in findings])
        self._findings = findings

    def on_mount(self) -> None:
        self._say(0)

    @on(RowList.Moved)
    def say_more(self, event: RowList.Moved) -> None:
        """The row under the cursor in full: a narrow screen cuts it."""
        event.stop()
        self._say(event.sender_list.cursor)

    def _say(self, index: int) -> None:
        finding = self._findings[index]
        said = f"{finding.name}: {finding.said}\nEnter shows these articles, Esc leaves"
        self.query_one(".hint", Static).update(said)


def of_rules(found: Sequence[Mended], latest: Sequence[Mended]) -> Iterator[Finding]:
    """What each rule mended; and how often in the last import."""
    lately = {each.rule: each.edits for each in latest}
    wide = max((len(f"{each.edits:,}") for each in found), default=0)
    for each in found:
        last = f" · {lately[each.rule]:,} in the last import" if each.rule in lately else ""
        yield Finding(
            f"{f'{each.edits:,}':>{wide}} in {_articles(each.articles)}",
            rules.reason(each.rule) + last,
            f"Mended: {each.rule}",
            Filter(rule=each.rule),
        )


def of_badges(badged: Sequence[tuple[Badge, int]]) -> Iterator[Finding]:
    """What could not be mended."""
    for badge, number in badged:
        said = f"{WORDS[badge]}; cleaning can only say so"
        name = WORDS[badge].capitalize()
        yield Finding(f"{SIGNS[badge]} {_articles(number)}", said, name, _FILTERS[badge])


def _articles(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'}"
