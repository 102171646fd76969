"""The user's notes as they are searched: folded once, as long as nobody changes them.

In: notes, words. Out: which articles have a note or a highlight that holds all of the words.
Articles themselves are found by `stages`.
"""

from collections.abc import Sequence

from reader.article import ArticleId, Match
from reader.library.notes import Notes
from reader.search.fold import fold
from reader.search.query import Word
from reader.search.ranking import places
from reader.search.wording import sense


class Noted:
    """What the notes say."""

    def __init__(self) -> None:
        self._version = -1
        self._said: list[tuple[ArticleId, str, str]] = []  # article, note, note folded and padded

    def holding(self, notes: Notes, words: Sequence[Word]) -> dict[ArticleId, Match]:
        """Articles with a note that holds every group of words; the match is the whole note."""
        if not words:
            return {}
        senses = [sense(word, is_last=True, in_title=True) for word in words]
        groups = {word.group for word in words}
        found: dict[ArticleId, Match] = {}
        for article, said, padded in self._all(notes):
            if groups <= {group for group, *_ in places(padded, senses)}:
                found.setdefault(article, Match("note", 0, len(said), said))
        return found

    def _all(self, notes: Notes) -> list[tuple[ArticleId, str, str]]:
        version = notes.data_version()
        if version != self._version:
            self._said = []
            for made in notes.annotations():
                said = f"{made.note}\n{made.quote}\n{' '.join(made.tags)}".strip()
                self._said.append((made.article, said, f" {fold(said)} "))
            self._version = version
        return self._said
