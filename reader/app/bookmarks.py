"""Marks: a letter for a place in the article, set with one key and gone to with another.

A mark is a bookmark among the annotations, so it is kept, found again in a changed text, exported
and undone like them. Its letter stands in the note.
"""

from typing import Any

from reader.app.screen_parts import ScreenParts
from reader.article import Annotation
from reader.errors import ReaderError


class Bookmarking(ScreenParts):
    """The main screen's part that sets marks and goes to them."""

    def action_set_mark(self) -> None:
        """Ask for a letter, and mark the place that is on top of the reader view."""
        if self.desk.article is None or self.pane not in ("article", "notes"):
            self.say("Open an article first: a mark is a place in it.")
            return
        place = self.view.place

        def mark(letter: str | None) -> None:
            if letter is None:
                return
            try:
                self.desk.set_mark(letter, place)
            except ReaderError as error:
                self.say_failure(error)
                return
            self.say(f"Mark {letter} is here; ' and {letter} come back to it.")

        self._ask("Mark this place", "A letter marks it, Esc leaves", mark, only_known=False)

    def action_go_to_mark(self) -> None:
        """Ask which mark, and go there."""

        def go(letter: str | None) -> None:
            for made in self.desk.bookmarks:
                if made.note == letter:
                    self.view.go_to(made.start)
                    self.focus_pane("article")

        self.settle_preview()
        if not self.desk.bookmarks:
            self.say("No mark in this article yet: m and a letter set one.")
            return
        self._ask("Go to a mark", "Its letter goes there, Esc leaves", go, only_known=True)

    def _ask(self, title: str, hint: str, then: Any, *, only_known: bool) -> None:
        from reader.app.letter_dialog import LetterDialog

        known = [(made.note, _excerpt(made)) for made in self.desk.bookmarks]
        self.app.push_screen(LetterDialog(title, known, hint, only_known=only_known), then)


def _excerpt(made: Annotation) -> str:
    """What stands at a mark, in a line."""
    lost = "(gone) " if made.state == "orphan" else ""
    return f"{lost}{made.quote}"[:60]
