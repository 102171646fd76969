"""A few old highlights a day: which are due, and when one comes back.

A highlight that was kept comes back after twice the time, one put off the next day. Days are the
user's own; a clock that was set back makes nothing due twice in a row.
"""

import hashlib
from datetime import date, timedelta

from reader.article import Annotation
from reader.library.notes.passages import Passages
from reader.library.notes.tables import put

FIRST_DAYS = 7  # until a new highlight is due
LONGEST_DAYS = 365
A_DAY = 5  # highlights


class Reviews(Passages):
    """The daily look at old highlights and notes."""

    def due(self, limit: int = A_DAY) -> list[Annotation]:
        """Those to look at today, the longest due first; of one day, in an order of its own."""
        today = self._today()
        seen: dict[str, str] = dict(self._all("SELECT annotation_id, due FROM review"))
        waiting: list[tuple[str, bytes, Annotation]] = []
        for made in self.annotations():
            day = seen.get(made.id) or _plus(made.created[:10], FIRST_DAYS)
            if made.kind != "bookmark" and day <= today.isoformat():
                mixed = hashlib.sha256(f"{today} {made.id}".encode()).digest()
                waiting.append((day[:7], mixed, made))  # by month: old ones first, but not in a row
        return [made for _, _, made in sorted(waiting, key=lambda each: each[:2])[:limit]]

    def keep(self, annotation_id: str) -> str:
        """It was looked at: it comes back after twice the time; the day it is due. NotFound."""
        made = self.annotation(annotation_id)
        rows = self._all("SELECT days FROM review WHERE annotation_id = ?", (made.id,))
        days = min(LONGEST_DAYS, 2 * rows[0][0] if rows else FIRST_DAYS)
        return self._due_in(made, days, days, "Keep for later")

    def snooze(self, annotation_id: str) -> str:
        """Put it off to tomorrow; the day it is due. Raises NotFound."""
        made = self.annotation(annotation_id)
        rows = self._all("SELECT days FROM review WHERE annotation_id = ?", (made.id,))
        return self._due_in(made, 1, rows[0][0] if rows else FIRST_DAYS, "Put off")

    def _due_in(self, made: Annotation, days: int, kept: int, verb: str) -> str:
        due = (self._today() + timedelta(days=days)).isoformat()
        what = f"{verb}: a {made.kind} in {self._called(made.article, '')}"
        self.change(what, lambda db: put("review", [(made.id, due, kept)]))
        return due

    def _today(self) -> date:
        return self._now().astimezone().date()


def _plus(day: str, days: int) -> str:
    """An ISO date so many days later; "" of none, which is always due."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return ""
