"""Highlights, notes, bookmarks, and what re-finds the article they were made in."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.article import Article, ArticleId
from reader.errors import NotFound, UsageError
from reader.library.notes import Notes
from reader.settings import Folders, find_folders

A, B = ArticleId("aaaa"), ArticleId("bbbb")
NASTY = 'a\u2028b\u2029c\r\nd\te\x00f\x1b[31m “g” {"sum":""} \\n 日本 👩‍🚀 \ufeff'


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders(str(tmp_path))


@pytest.fixture
def notes(folders: Folders) -> Notes:
    return Notes.open(folders)


def article(text: str = "The crane fell at dawn.", article_id: ArticleId = A) -> Article:
    return Article(article_id, "Crane", text, (), source="ports/crane.txt")


def test_an_annotation_comes_back_as_it_was_made(notes: Notes, folders: Folders) -> None:
    made = notes.annotate(
        A, "highlight", quote="crane", prefix="The ", suffix=" fell", start=4, end=9,
        note=NASTY, color="green", tags=["Ports", " ports ", "steel"],
    )  # fmt: skip
    assert made.note == NASTY and made.tags == ("Ports", "steel") and made.state == "exact"
    assert len(made.id) == 10 and made.id.isalnum() and made.id == made.id.lower()
    notes.close()
    assert Notes.open(folders).annotations(A) == [made]


def test_annotations_stand_in_the_order_of_their_places(notes: Notes) -> None:
    later = notes.annotate(A, "highlight", quote="x", start=50, end=51)
    whole = notes.annotate(A, "note", note="on it all")
    sooner = notes.annotate(A, "highlight", quote="x", start=9, end=10)
    other = notes.annotate(B, "bookmark", start=3, end=3)
    assert notes.annotations() == [whole, sooner, later, other]
    assert notes.annotations(B) == [other]


def test_only_what_is_given_is_edited(notes: Notes) -> None:
    made = notes.annotate(A, "note", note="one", color="blue", tags=["t"])
    edited = notes.edit(made.id, note="two")
    assert (edited.note, edited.color, edited.tags) == ("two", "blue", ("t",))
    version = notes.data_version()
    notes.edit(made.id, note="two", color="blue")
    assert notes.data_version() == version, "nothing changed, so nothing is to be taken back"
    notes.undo()
    assert notes.annotation(made.id).note == "one"


def test_a_deleted_note_is_out_of_sight_and_can_be_brought_back(notes: Notes) -> None:
    made = notes.annotate(A, "note", note="dear words", label="Crane")
    notes.delete(made.id)
    assert notes.annotations() == [] and notes.counts()["annotations"] == 0
    with pytest.raises(NotFound):
        notes.annotation(made.id)
    with pytest.raises(NotFound):
        notes.edit(made.id, note="x")
    assert notes.undo() == "Delete a note in an article"
    assert notes.annotations() == [made]


def test_undoing_a_note_keeps_its_words_for_thirty_days(folders: Folders) -> None:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    with Notes.open(folders, now=lambda: day) as notes:
        notes.remember(article())
        made = notes.annotate(A, "note", note="dear words")
        assert notes.undo() == "Note on “Crane”"
        assert notes.annotations() == []
    words = "SELECT note FROM annotation WHERE id = ?"
    for late, kept in (
        (datetime(2026, 1, 30, tzinfo=UTC), 1),
        (datetime(2026, 3, 1, tzinfo=UTC), 0),
    ):
        with Notes.open(folders, now=lambda late=late: late) as notes:  # type: ignore[misc]
            notes.star([B], late.month == 1)
        db = sqlite3.connect(folders.notes)
        assert len(db.execute(words, (made.id,)).fetchall()) == kept, late
        db.close()


def test_an_annotation_goes_by_the_beginning_of_its_id(notes: Notes) -> None:
    made = [notes.annotate(A, "note", note=str(number)) for number in range(40)]
    assert notes.annotation(made[0].id[:7].upper()) == made[0]
    with pytest.raises(NotFound):
        notes.annotation("")
    with pytest.raises(NotFound):
        notes.annotation("%")
    firsts = [one.id[0] for one in made]
    common = next(first for first in firsts if firsts.count(first) > 1)
    with pytest.raises(UsageError, match="begin with"):
        notes.annotation(common)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "highlight"},
        {"kind": "scribble"},
        {"kind": "note", "start": 5, "end": 4},
        {"kind": "note", "start": -1, "end": 4},
        {"kind": "note", "color": "\x1b[31m"},
    ],
)
def test_what_makes_no_sense_is_refused(notes: Notes, wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        notes.annotate(A, **wrong)  # type: ignore[arg-type]
    assert notes.data_version() == 0


def test_a_passage_that_moved_keeps_the_words_it_was_made_with(notes: Notes) -> None:
    made = notes.annotate(A, "highlight", quote="crane", start=4, end=9)
    notes.reanchor(made.id, 104, 109, "moved")
    moved = notes.annotation(made.id)
    assert (moved.start, moved.end, moved.state, moved.quote) == (104, 109, "moved", "crane")
    notes.edit(made.id, note="seen")
    assert notes.undo() == "Edit a highlight in an article"
    assert notes.annotation(made.id).start == 104, "taking back an edit moves no passage"


def test_the_text_of_each_annotated_version_is_kept_once(notes: Notes, folders: Folders) -> None:
    notes.remember(article("The old text. " * 50))
    first = notes.annotate(A, "note", note="1")
    notes.remember(article("A new text. " * 50))
    notes.remember(article("A new text. " * 50))
    second = notes.annotate(A, "note", note="2")
    assert notes.text_of(first.id) == "The old text. " * 50
    assert notes.text_of(second.id) == "A new text. " * 50
    assert notes.text_of("nothing") == ""
    assert [(one.source, one.title) for one in notes.known()] == [("ports/crane.txt", "Crane")]
    rows = sqlite3.connect(folders.notes).execute("SELECT length(text) FROM snapshot").fetchall()
    assert len(rows) == 2 and all(size < 100 for (size,) in rows)


def test_remembering_for_a_star_keeps_no_text_and_a_note_adds_it(notes: Notes) -> None:
    notes.remember(article(), with_text=False)
    version = notes.data_version()
    notes.remember(article(), with_text=False)
    assert notes.data_version() == version
    notes.remember(article())
    assert notes.text_of(notes.annotate(A, "note").id) == article().text


def test_a_selection_is_remembered_at_the_price_of_one_save(notes: Notes) -> None:
    some = [article(f"Text {number}", ArticleId(f"{number:04}")) for number in range(30)]
    notes.remember_all(some)
    notes.remember_all(some)
    assert notes.data_version() == 1 and len(notes.known()) == 30
    notes.remember_all([*some, article("Another", B)], with_text=False)
    assert notes.data_version() == 2 and len(notes.known()) == 31


def test_everything_follows_an_article_that_got_a_new_id(notes: Notes) -> None:
    notes.remember(article())
    notes.star([A])
    notes.mark_read([A])
    notes.tag([A], "sea")
    notes.tag([B], "Sea")
    notes.set_place(A, 77)
    mine = notes.annotate(A, "note", note="mine")
    notes.adopt(A, B)
    assert notes.is_starred(B) and notes.is_read(B) and notes.place(B) == 77
    assert notes.tags() == [("sea", 1)] and notes.known()[0].article == B
    assert [one.id for one in notes.annotations(B)] == [mine.id] and not notes.annotations(A)
    assert not notes.is_starred(A) and not notes.is_read(A)


def test_undo_follows_an_article_that_got_new_ids(notes: Notes) -> None:
    c = ArticleId("cccc")
    made = notes.annotate(A, "note", note="one")
    notes.star([A])
    notes.edit(made.id, note="two")
    notes.adopt(A, B)
    notes.adopt(B, c)
    notes.undo()
    assert notes.annotation(made.id).article == c and notes.annotation(made.id).note == "one"
    notes.undo()
    assert not notes.is_starred(c)


def test_an_article_that_went_and_came_back_is_itself_again(notes: Notes) -> None:
    notes.star([A])
    notes.adopt(A, B)
    notes.adopt(B, A)
    assert notes.is_starred(A) and not notes.is_starred(B)
    notes.undo()
    assert notes.counts()["starred"] == 0


def test_the_same_highlight_made_twice_is_one(notes: Notes) -> None:
    words = {"quote": "a calm goat", "start": 4, "end": 15}
    first = notes.annotate(A, "highlight", **words)  # type: ignore[arg-type]
    steps = len(notes.history())
    assert notes.annotate(A, "highlight", **words) == first  # type: ignore[arg-type]
    assert len(notes.history()) == steps
    notes.delete(first.id)
    assert notes.annotate(A, "highlight", **words).id != first.id  # type: ignore[arg-type]


def test_a_passage_marked_again_takes_what_is_new_in_one_step(notes: Notes) -> None:
    words = {"quote": "a calm goat", "start": 4, "end": 15}
    first = notes.annotate(A, "highlight", tags=["farm"], **words)  # type: ignore[arg-type]
    more = {"note": "why?", "color": "green", "tags": ["Farm", "x"], **words}
    noted = notes.annotate(A, "highlight", **more)  # type: ignore[arg-type]
    assert (noted.id, noted.note, noted.tags) == (first.id, "why?", ("farm", "x"))
    assert noted.color == "green"
    assert notes.annotate(A, "highlight", **more) == noted  # type: ignore[arg-type]
    assert notes.annotate(A, "highlight", **words) == noted  # type: ignore[arg-type]
    assert notes.undo().startswith("Edit a highlight")
    assert notes.annotations(A) == [first]


def test_another_note_on_a_passage_is_added_to_the_first(notes: Notes) -> None:
    words = {"quote": "a calm goat", "start": 4, "end": 15}
    for note in ("why?", "and how?", "why?", "and how?", "how?"):
        notes.annotate(A, "highlight", note=note, **words)  # type: ignore[arg-type]
    (made,) = notes.annotations(A)
    assert made.note == "why?\n\nand how?\n\nhow?"


def test_a_passage_that_moved_is_the_same_when_marked_where_it_is_now(notes: Notes) -> None:
    first = notes.annotate(A, "highlight", quote="a calm goat", start=4, end=15)
    notes.reanchor(first.id, 20, 31, "moved")
    again = notes.annotate(A, "highlight", quote="a calm goat", start=20, end=31)
    other = notes.annotate(A, "highlight", quote="a calm goat", start=4, end=15)
    assert again.id == first.id != other.id
    notes.reanchor(first.id, 4, 15, "orphan")
    assert notes.annotate(A, "highlight", quote="a calm goat", start=4, end=15).id == other.id


def test_two_who_edit_one_note_at_once_both_keep_their_words(notes: Notes) -> None:
    made = notes.annotate(A, "note", note="as both saw it")
    notes.edit(made.id, note="by one", seen=made.note)
    both = notes.edit(made.id, note="by the other", seen=made.note)
    assert both.note == "by the other\n\nby one"
    assert notes.edit(made.id, note="read, and changed", seen=both.note).note == "read, and changed"
