"""What became of highlights whose article changed: those that moved or lost their passage, and the
one key that attaches them again. Finding them again is `library.placing`'s.
"""

from typing import TYPE_CHECKING

from reader.app.screen_parts import ScreenParts
from reader.article import Annotation
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.text.suggesting import Suggestion

_SHOWN = 300  # characters of a suggestion


class Reviewing(ScreenParts):
    """The main screen's part that attaches again."""

    def reattach(self, made: Annotation) -> None:
        """A highlight that moved stays where it is now; for a lost one, ask which place it is."""
        from reader.app.dialogs import Picker

        if made.state == "exact" or not made.quote:
            self.say("It is where it was made.")
            return
        try:
            article = self.desk.library.article(made.article)
            found = self.desk.places_for(made, article)
        except ReaderError as error:
            self.say_failure(error)
            return
        if made.state == "moved":
            self._attach_to(made, found[0])
            return
        if not found:
            self.say("Nothing like it stands in the article now; it stays here, with its quote.")
            return
        texts = (article.text[each.start : each.end] for each in found)
        choices = [
            (f"{each.likeness:.0f} %  {' '.join(text.split())[:_SHOWN]}", "")
            for each, text in zip(found, texts, strict=True)
        ]

        def chosen(number: int | None) -> None:
            if number is not None:
                self._attach_to(made, found[number])

        self.app.push_screen(Picker("Where is it now?", choices), chosen)

    def _attach_to(self, made: Annotation, place: "Suggestion") -> None:
        try:
            self.desk.reattach(made, place)
        except ReaderError as error:
            self.say_failure(error)
            return
        self.say("Attached here; u takes it back")
        self.show_own_data()
