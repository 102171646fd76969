"""The desk: lists, neighbours, marks and sessions over a true library and true notes. No screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.app.desk import Desk
from reader.app.list_rows import ALL, ListRow
from reader.app.selection import next_color
from reader.article import ArticleId, Filter
from reader.errors import NotFound, ReaderError
from reader.library.notes import Notes
from reader.settings import Folders, Settings
from tests.app.opened import FOUR, library_in
from tests.conftest import run_import, write_files

MANY = 300


@pytest.fixture
def desk(folders: Folders, tmp_path: Path) -> Iterator[Desk]:
    """A desk over four articles."""
    library_in(folders, tmp_path / "four", FOUR)
    yield from on(folders)


def on(folders: Folders) -> Iterator[Desk]:
    desk = Desk(folders, Settings())
    yield desk
    desk.library.close()
    desk.notes.close()


def ids(desk: Desk) -> list[ArticleId]:
    return list(desk.listing.ids())


# lists


def test_a_new_home_has_empty_lists_and_no_last_session(folders: Folders) -> None:
    for desk in on(folders):
        assert [(row.label, row.count) for row in desk.lists.rows()] == [
            ("All articles", 0), ("● Unread", -1), ("★ Starred", 0), ("✎ With notes", 0),
        ]  # fmt: skip
        assert desk.last_session() is None
        assert desk.neighbour(1) is None
        assert desk.near_unread(-1) == desk.near_unread(1) == (None, True)
        assert desk.mark_list_read() == "Nothing here is unread"


def test_lists_count_collections_tags_and_saved_searches(desk: Desk) -> None:
    first = ids(desk)[0]
    desk.toggle_star(first)
    desk.toggle_tag(first, "#sea")
    desk.notes.save_search("Goats", "goat lang:en")
    rows = desk.lists.rows()
    assert [(row.label, row.count) for row in rows if not row.is_heading] == [
        ("All articles", 4), ("● Unread", -1), ("★ Starred", 1), ("✎ With notes", 0),
        ("Goats", -1), ("four", 4), ("#sea", 1),
    ]  # fmt: skip
    assert [row.label for row in rows if row.is_heading] == [
        "Saved searches", "Collections", "Tags",
    ]  # fmt: skip
    assert desk.lists.count(lambda: True) is False
    assert desk.lists.rows() == rows
    assert desk.lists.count(lambda: False) is True
    counted = {row.label: row.count for row in desk.lists.rows()}
    assert (counted["● Unread"], counted["Goats"]) == (4, 1)
    for row in rows:
        if row.filter is not None and row.count >= 0:
            desk.choose_list(row)
            assert desk.listing.count() == row.count, row.label


def test_the_order_stays_when_the_list_changes(desk: Desk) -> None:
    desk.choose_list(ALL, "title")
    desk.choose_list(ListRow("four", filter=Filter(collection="four")))
    titles = [row.title for row in desk.listing.window(0, 9)]
    assert desk.sort == "title"
    assert titles == sorted(titles, key=str.casefold)


def test_a_place_that_is_kept_is_no_change_but_hides_none(desk: Desk, folders: Folders) -> None:
    first, second = ids(desk)[:2]
    desk.open(first)
    desk.keep_place(7)
    assert desk.notes.place(first) == 7
    assert desk.has_changed() == (False, False)
    with Notes.open(folders) as other:
        other.star([second], True)
    desk.keep_place(9)
    assert desk.has_changed() == (False, True)


def test_changes_by_any_program_are_told_once(desk: Desk, folders: Folders, tmp_path: Path) -> None:
    assert desk.has_changed() == (False, False)
    with Notes.open(folders) as other:
        other.star([ids(desk)[0]], True)
    assert desk.has_changed() == (False, True)
    run_import(
        write_files(tmp_path / "more", {"new.txt": "A new one\n\nIt has a text.\n"}), folders
    )
    assert desk.has_changed()[0] is True
    assert desk.has_changed() == (False, False)
    assert len(ids(desk)) in (4, 5)
    desk.reload_list()
    assert len(ids(desk)) == 5


# walking


def test_neighbours_follow_the_list_and_end_with_it(desk: Desk) -> None:
    order = ids(desk)
    assert desk.neighbour(1) == order[0]
    desk.open(order[0])
    assert desk.neighbour(-1) is None
    assert desk.neighbour(1) == order[1]
    desk.open(order[-1])
    assert desk.neighbour(1) is None
    assert desk.neighbour(-1) == order[-2]


def next_unread(desk: Desk, step: int) -> ArticleId | None:
    """What a key would open, and that looking at once and looking far agree."""
    found, is_final = desk.near_unread(step)
    far = desk.far_unread(step)
    assert not is_final or found == far
    return far


def test_the_next_unread_is_found_however_far(folders: Folders, tmp_path: Path) -> None:
    files = {f"{n:03}.txt": f"Title {n}\n\nThe text of number {n}.\n" for n in range(MANY)}
    library_in(folders, tmp_path / "many", files)
    for desk in on(folders):
        order = ids(desk)
        unread = {3, 140, MANY - 1}
        desk.notes.mark_read([one for at, one in enumerate(order) if at not in unread], True)
        desk.open(order[3])
        assert next_unread(desk, 1) == order[140]
        assert next_unread(desk, -1) is None
        desk.open(order[141])
        assert next_unread(desk, 1) == order[-1]
        assert next_unread(desk, -1) == order[140]
        desk.open(order[-1])
        assert next_unread(desk, 1) is None
        assert next_unread(desk, -1) == order[140]


def test_an_article_outside_the_list_has_the_first_of_it_as_its_next(desk: Desk) -> None:
    order = ids(desk)
    desk.open(order[0])
    desk.toggle_star(order[2])
    desk.choose_list(ListRow("★ Starred", filter=Filter(is_starred=True)))
    assert desk.neighbour(1) == order[2]


# marks


def test_each_mark_says_what_was_done_and_undo_takes_it_back(desk: Desk) -> None:
    one = ids(desk)[0]
    assert desk.toggle_star(one) == "Starred"
    assert desk.toggle_star(one) == "Star taken away"
    assert desk.toggle_read(one) == "Marked as read"
    assert desk.toggle_read(one) == "Marked as unread"
    assert desk.toggle_tag(one, " #Sea ") == "Tagged #Sea"
    assert desk.headline(one).tags == ("Sea",)
    assert desk.toggle_tag(one, "sea") == "#sea taken away"
    assert desk.headline(one).tags == ()
    desk.notes.undo()
    assert desk.headline(one).tags == ("Sea",)


def test_commas_separate_tags_and_those_missing_are_added_first(desk: Desk) -> None:
    one = ids(desk)[0]
    desk.toggle_tag(one, "sea")
    assert desk.toggle_tag(one, "sea, #wind") == "Tagged #sea #wind"
    assert desk.headline(one).tags == ("sea", "wind")
    assert desk.toggle_tag(one, "Wind,sea") == "#Wind #sea taken away"
    assert desk.headline(one).tags == ()
    desk.notes.tag([one], "old, odd")  # from before, or from elsewhere
    assert desk.toggle_tag(one, "old, odd") == "#old, odd taken away"
    assert desk.headline(one).tags == ()


def test_the_whole_list_is_marked_and_only_the_list(desk: Desk) -> None:
    order = ids(desk)
    desk.toggle_star(order[1])
    desk.choose_list(ListRow("★ Starred", filter=Filter(is_starred=True)))
    assert desk.mark_list_read() == "1 marked as read; u takes it back"
    assert [desk.headline(one).unread for one in order] == [True, False, True, True]
    desk.notes.undo()
    assert desk.headline(order[1]).unread


def test_a_passage_and_a_note_belong_to_the_open_article(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.write_note("No article is open")
    article = desk.open(ids(desk)[0])
    start = article.text.index("string quartet")
    made = desk.annotate(start, start + len("string quartet"), "play")
    assert (made.quote, made.note, made.kind) == ("string quartet", "play", "highlight")
    note = desk.write_note("About it all")
    assert {one.id for one in desk.annotations} == {made.id, note.id}
    desk.notes.delete(made.id)
    desk.reload_annotations()
    assert [one.id for one in desk.annotations] == [note.id]


def test_what_is_no_longer_there_is_said(desk: Desk) -> None:
    with pytest.raises(ReaderError, match=r"no longer|no article"):
        desk.toggle_star(ArticleId("nothing"))


def test_colours_go_round_and_an_unknown_one_starts_again() -> None:
    assert [next_color(c) for c in ("yellow", "green", "blue", "pink", "puce")] == [
        "green", "blue", "pink", "yellow", "yellow",
    ]  # fmt: skip


# sessions


def test_a_session_brings_back_article_list_order_and_place(desk: Desk, folders: Folders) -> None:
    one = ids(desk)[3]
    desk.choose_list(
        ListRow("Mine", filter=Filter(collection="four", excluded=Filter(language="zz"))), "title"
    )
    desk.open(one)
    desk.save_session(42, is_reading=True)
    for other in on(folders):
        assert other.last_session() == (one, True)
        assert (other.list, other.sort) == (desk.list, "title")
        assert other.listing.count() == 4
        assert other.notes.place(one) == 42


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"article": "", "list": 3, "sort": "date"}',
             '{"article": "gone", "list": {"label": "x", "filter": {"no": 1}}, "sort": "date"}',
             '{"article": 3, "list": {"label": "All articles", "filter": {}}, "sort": "size"}',
             "\udcff"],
)  # fmt: skip
def test_a_session_that_cannot_be_understood_is_no_session(desk: Desk, text: str) -> None:
    path = desk.folders.state / "session.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    assert desk.last_session() is None
    assert desk.listing.count() == 4


def test_a_session_whose_article_is_gone_still_opens_its_list(desk: Desk) -> None:
    desk.choose_list(ALL, "length")
    desk.save_session(0, is_reading=False)
    assert desk.last_session() is None
    assert desk.sort == "length"
