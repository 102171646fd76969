"""The daily review: what is due, how it comes back, across restarts, undo and restore."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.article import ArticleId
from reader.errors import NotFound
from reader.library.notes import Notes, repair
from reader.settings import find_folders

BEGIN = datetime(2026, 1, 10, 12, tzinfo=UTC)


def opened(home: Path, days: int = 0) -> Notes:
    """The notes as they are opened so many days after the beginning."""
    return Notes.open(find_folders(str(home)), now=lambda: BEGIN + timedelta(days=days))


def mark(notes: Notes, count: int = 1) -> list[str]:
    return [
        notes.annotate(ArticleId("a1b2"), "highlight", quote=f"words {n}", start=n, end=n + 7).id
        for n in range(count)
    ]


def due(home: Path, days: int) -> list[str]:
    return [each.id for each in opened(home, days).due()]


def test_a_highlight_is_due_after_a_week(tmp_path: Path) -> None:
    (made,) = mark(opened(tmp_path))
    assert due(tmp_path, 6) == []
    assert due(tmp_path, 7) == [made]


def test_kept_ones_come_back_after_twice_the_time(tmp_path: Path) -> None:
    (made,) = mark(opened(tmp_path))
    day = 7
    for wait in (7, 14, 28):
        assert (
            opened(tmp_path, day).keep(made)
            == (BEGIN + timedelta(days=day + wait)).date().isoformat()
        )
        assert due(tmp_path, day + wait - 1) == []
        assert due(tmp_path, day + wait) == [made]
        day += wait


def test_put_off_is_tomorrow_and_keeps_the_pace(tmp_path: Path) -> None:
    (made,) = mark(opened(tmp_path))
    opened(tmp_path, 7).keep(made)
    opened(tmp_path, 14).snooze(made)
    assert due(tmp_path, 14) == []
    assert due(tmp_path, 15) == [made]
    opened(tmp_path, 15).keep(made)
    assert due(tmp_path, 28) == []
    assert due(tmp_path, 29) == [made]


def test_a_few_a_day_the_same_all_day_and_never_bookmarks(tmp_path: Path) -> None:
    notes = opened(tmp_path)
    made = mark(notes, 12)
    notes.annotate(ArticleId("a1b2"), "bookmark", quote="x", start=1, end=2, note="m")
    first = due(tmp_path, 8)
    assert len(first) == 5
    assert first == due(tmp_path, 8)
    later = opened(tmp_path, 8)
    for each in first:
        later.keep(each)
    assert len(set(first) | set(due(tmp_path, 8))) == 10
    assert set(made) >= set(first)


def test_undo_and_what_is_not_there(tmp_path: Path) -> None:
    (made,) = mark(opened(tmp_path))
    notes = opened(tmp_path, 7)
    notes.keep(made)
    assert "Keep for later" in notes.undo()
    assert due(tmp_path, 7) == [made]
    with pytest.raises(NotFound):
        notes.snooze("nothing")


def test_the_journal_brings_it_back(tmp_path: Path) -> None:
    (made,) = mark(opened(tmp_path))
    opened(tmp_path, 7).keep(made)
    folders = find_folders(str(tmp_path))
    folders.notes.unlink()
    repair.mend(folders)
    assert due(tmp_path, 8) == []
    assert due(tmp_path, 14) == [made]
