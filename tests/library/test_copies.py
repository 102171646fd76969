"""Copies in the library: found as they come, folded into one row, told apart again."""

import itertools
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.article import Filter
from reader.library import changes, copies, schema
from reader.library.articles import Library
from reader.library.listing import Sort
from reader.library.notes import Notes
from reader.library.prepared import Prepared
from reader.library.writer import Writer
from reader.settings import Folders, find_folders
from tests.benchmarks.copies import Newsroom, Story, cut, text_of
from tests.library.test_writer import document

ROOM = Newsroom(seed=5)
STORY = ROOM.story(6)
OTHER = ROOM.story(6)
AGENCY = ROOM.edited(STORY, 0.03)
SHORT = cut(STORY, 0.6)


def made(path: Path, story: Story, day: str = "", collection: str = "wire") -> Prepared:
    """A document with this story; the day in its article only."""
    prepared = document(path / collection / f"{len(text_of(story))}-{day}.txt", text_of(story))
    (article,) = prepared.articles
    number = int(day.replace("-", "") or 0)
    source = f"{collection}/{len(text_of(story))}-{day}"
    return replace(
        prepared,
        source=source,
        collection=collection,
        articles=(replace(article, date=day, day=number),),
    )


def stored(folders: Folders, documents: Iterable[Prepared]) -> None:
    with Writer.open(folders) as writer:
        for prepared in documents:
            writer.store(prepared)


def groups(folders: Folders) -> list[tuple[str, str, int]]:
    """Every article: its source, the source of the one that stands for it, its copies."""
    with Library.open(folders) as library:
        rows = library.headlines(library.listing().ids())
        names = {row.id: row.source for row in rows}
        return sorted((row.source, names.get(row.copy_of, ""), row.copies) for row in rows)  # type: ignore[call-overload]


@pytest.fixture
def family(tmp_path: Path) -> list[Prepared]:
    """An article, an edited copy, a shorter one, and another article."""
    return [
        made(tmp_path, STORY, "2022-03-02"),
        made(tmp_path, AGENCY, "2022-03-01", "agency"),
        made(tmp_path, SHORT, "2022-02-01"),
        made(tmp_path, OTHER, "2022-03-01"),
    ]


def test_the_earliest_whole_one_stands_for_all_in_any_order(
    family: list[Prepared], tmp_path: Path
) -> None:
    found = []
    for number, order in enumerate(itertools.permutations(family)):
        folders = find_folders(str(tmp_path / f"home{number}"))
        stored(folders, order)
        found.append(groups(folders))
    agency, story, short, other = sorted(one[0] for one in found[0])[:1] + [
        family[0].source,
        family[2].source,
        family[3].source,
    ]
    assert found[0] == sorted(
        [(agency, "", 2), (story, agency, 2), (short, agency, 2), (other, "", 0)]
    )
    assert all(one == found[0] for one in found)


def test_a_later_import_finds_older_copies_and_the_same_again_changes_nothing(
    folders: Folders, family: list[Prepared]
) -> None:
    stored(folders, family[:1])
    assert {one[2] for one in groups(folders)} == {0}
    stored(folders, family)
    before = groups(folders)
    assert sorted(one[2] for one in before) == [0, 2, 2, 2]
    with Library.open(folders) as library:
        version = library.data_version()
        stored(folders, family)
        assert library.data_version() == version
    assert groups(folders) == before


def test_finding_copies_logs_no_change_of_the_older_ones(
    folders: Folders, family: list[Prepared]
) -> None:
    stored(folders, family)
    with Library.open(folders) as library:
        log = changes.after(library.connection(), 0)
    assert [(change.article, change.op) for change in log] == [(n, "added") for n in (1, 2, 3, 4)]


def test_a_text_that_changed_leaves_its_copies(folders: Folders, family: list[Prepared]) -> None:
    stored(folders, family)
    story, _, _, other = family
    changed = replace(other, source=story.source, path=story.path, sha256="1" * 64)
    stored(folders, [changed])
    assert sorted(one[2] for one in groups(folders)) == [1, 1, 1, 1]  # two pairs now
    with Library.open(folders) as library:
        db = library.connection()
        keys = db.execute("SELECT count(DISTINCT article) FROM copy_key").fetchone()
        assert keys == db.execute("SELECT count(*) FROM sketch").fetchone() == (4,)
        assert library.count() - library.count(is_folded=True) == 2


def test_what_joined_two_copies_may_go(folders: Folders, tmp_path: Path) -> None:
    first, second = ROOM.story(5), ROOM.story(5)
    parts = [made(tmp_path, s, "2022") for s in (first, first + second, second)]
    stored(folders, parts)
    assert [one[2] for one in groups(folders)] == [2, 2, 2]
    gone = replace(parts[1], articles=made(tmp_path, OTHER).articles, sha256="2" * 64)
    stored(folders, [gone])
    assert [one[2] for one in groups(folders)] == [0, 0, 0]


def test_a_document_that_loses_a_part_loses_its_copy(
    folders: Folders, family: list[Prepared]
) -> None:
    story, agency, _, other = family
    digest = replace(story, articles=other.articles + story.articles)
    stored(folders, [digest, agency])
    assert sorted(one[2] for one in groups(folders)) == [0, 1, 1]
    stored(folders, [replace(digest, articles=other.articles, sha256="3" * 64)])
    assert sorted(one[2] for one in groups(folders)) == [0, 0]
    with Library.open(folders) as library:
        assert library.count(is_folded=True) == 2


def test_parts_of_one_document_never_fold(folders: Folders, family: list[Prepared]) -> None:
    story, agency, _, _ = family
    stored(folders, [replace(story, articles=story.articles + agency.articles)])
    assert [one[2] for one in groups(folders)] == [0, 0]


def test_briefs_of_one_template_do_not_fold(folders: Folders, tmp_path: Path) -> None:
    briefs = [ROOM.others()["briefs of one template"]()[0] for _ in range(6)]
    stored(folders, [made(tmp_path, s, f"2022-01-0{n}") for n, s in enumerate(briefs, 1)])
    assert {one[2] for one in groups(folders)} == {0}


def test_a_thousand_of_one_template_stay_apart_and_copies_among_them_are_found(
    folders: Folders, tmp_path: Path
) -> None:
    reports = [ROOM.others()["markets of one template"]()[0] for _ in range(80)]
    days = [f"2022-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(81)]
    stored(folders, [made(tmp_path, s, day) for s, day in zip(reports, days, strict=False)])
    assert {one[2] for one in groups(folders)} == {0}
    stored(folders, [made(tmp_path, [[t.upper() for t in p] for p in reports[-1]], "2023")])
    assert sorted(one[2] for one in groups(folders))[-3:] == [0, 1, 1]


@pytest.mark.parametrize("sort", ["date", "title", "added", "length"])
def test_a_folded_list_holds_one_of_each(
    folders: Folders, family: list[Prepared], sort: Sort
) -> None:
    stored(folders, family)
    with Library.open(folders) as library:
        Notes.open(folders)

        def sources(wanted: Filter, *, is_folded: bool = True) -> set[str]:
            listing = library.listing(wanted, sort, is_folded=is_folded)
            ids = list(listing.ids())
            rows = listing.window(0, 9)
            assert [row.id for row in rows] == ids
            assert listing.count() == len(ids)
            assert [listing.index_of(name) for name in ids] == list(range(len(ids)))
            return {row.source for row in rows}

        story, agency, short, other = (one.source for one in family)
        assert sources(Filter()) == {agency, other}
        assert sources(Filter(), is_folded=False) == {story, agency, short, other}
        assert sources(Filter(is_unread=True)) == {agency, other}
        # The one that stands for all is elsewhere: another does, here.
        assert sources(Filter(collection="wire")) == {story, other}
        assert sources(Filter(collection="wire", is_unread=True)) == {story, other}
        assert sources(Filter(source="wire/")) in ({story, other}, {short, other})
        assert len(sources(Filter(after="2022-02-15"))) == 2
        assert sources(Filter(before="2022-02-15")) == {short}
        assert sources(Filter(is_copy=True)) == {story, short}
        assert sources(Filter(has_copies=True)) == {agency}
        assert library.count(is_folded=True) == 2
        assert library.collections(is_folded=True) == [("agency", 1), ("wire", 2)]
        assert library.collections() == [("agency", 1), ("wire", 3)]


def test_what_one_has_marked_is_listed_each(folders: Folders, family: list[Prepared]) -> None:
    stored(folders, family)
    with Library.open(folders) as library:
        names = list(library.listing().ids())
        Notes.open(folders).star(names, True)
        assert library.listing(Filter(is_starred=True), is_folded=True).count() == 4


def test_the_copies_of_an_article(folders: Folders, family: list[Prepared]) -> None:
    stored(folders, family)
    story, agency, short, other = (one.source for one in family)
    with Library.open(folders) as library:
        names = {row.source: row.id for row in library.listing().window(0, 9)}
        found = [row.source for row in library.copies(names[short])]
        assert found == [agency, story]
        assert library.copies(names[other]) == []


def test_an_older_library_is_caught_up(folders: Folders, family: list[Prepared]) -> None:
    folders.make()
    db = sqlite3.connect(folders.library)
    for statement in schema._TABLES:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.execute("INSERT INTO collection (id, name) VALUES (1, 'old')")
    for key, prepared in enumerate(family, 1):
        (article,) = prepared.articles
        db.execute(
            "INSERT INTO document VALUES (?, ?, ?, 1, '', '', '', '', 0, 0, ?, 1, '', '', '', '')",
            (key, prepared.source, prepared.source, str(key)),
        )
        db.execute(
            "INSERT INTO article (key, id, document, ordinal, collection, day, words, date,"
            " date_inferred, language, is_inferred, title, byline, source, added, title_key)"
            " VALUES (?, ?, ?, 0, 1, ?, ?, ?, 0, '', 0, ?, '', ?, '', '')",
            (key, f"id{key}", key, article.day, article.words, article.date, "T", prepared.source),
        )
        db.execute(
            "INSERT INTO body VALUES (?, 0, 1, '', ?, ?)", (key, article.text, article.blocks)
        )
    db.commit()
    db.close()
    with Writer.open(folders) as writer:
        assert [writer.catch_up(3), writer.catch_up(3), writer.catch_up(3)] == [3, 1, 0]
    assert sorted(one[2] for one in groups(folders)) == [0, 2, 2, 2]
    with Library.open(folders) as library:
        assert library.collections(is_folded=True) == [("old", 2)]


def test_a_large_group_is_not_told_apart(folders: Folders, tmp_path: Path) -> None:
    count = copies._MANY + 3
    same = [made(tmp_path, STORY, collection=f"c{n}") for n in range(count)]
    stored(folders, same)
    other = replace(same[0], articles=made(tmp_path, OTHER).articles, sha256="4" * 64)
    stored(folders, [other])
    assert sorted(one[2] for one in groups(folders)) == [0, *[count - 2] * (count - 1)]
    stored(folders, [replace(same[0], sha256="5" * 64)])
    assert {one[2] for one in groups(folders)} == {count - 1}


def test_what_is_folded_wrongly_is_said_and_mended(
    folders: Folders, family: list[Prepared]
) -> None:
    stored(folders, family)
    before = groups(folders)
    db = sqlite3.connect(folders.library)
    db.execute("UPDATE article SET folded = 0")
    db.execute("UPDATE collection SET folded = 9")
    db.commit()
    with Library.open(folders) as library:
        assert copies.problem(library.connection()) == (
            "1 story has no row, or more than one, that stands for its copies."
        )
        db.execute("UPDATE article SET folded = (key <> kin) WHERE kin")
        db.execute("UPDATE collection SET folded = 9")
        db.commit()
        db.close()
        assert "miscounted" in copies.problem(library.connection())
        with Writer.open(folders) as writer:
            writer.renew_copies()
        assert copies.problem(library.connection()) == ""
    assert groups(folders) == before


def numbered(story: Story, number: int, **fields: object) -> Prepared:
    """A document of its own with this story."""
    prepared = document(Path(f"/wire/{number}.txt"), text_of(story))
    (article,) = prepared.articles
    return replace(
        prepared,
        source=f"wire/{number}",
        path="",
        collection=f"wire {number % 3}",
        sha256=f"{number:064}",
        articles=(replace(article, **fields),),  # type: ignore[arg-type]
    )


def test_one_more_copy_folds_as_if_all_were_told_apart_anew(folders: Folders) -> None:
    """Dates, lengths, languages and collections in any order, and changed later."""
    chance = ROOM.chance
    shapes = [
        {
            "date": f"2022-01-{day:02}" if day else "",
            "day": 20220100 + day if day else 0,
            "words": chance.randint(60, 200),
            "language": chance.choice(("fr", "en", "de")),
        }
        for day in (chance.randint(0, 28) for _ in range(60))
    ]
    with Writer.open(folders) as writer:
        for number, fields in enumerate(shapes):
            writer.store(numbered(STORY, number, **fields))
        for number in range(0, 60, 2):  # rules that are newer see another date or length in them
            fields = shapes[chance.randrange(60)] | {"words": shapes[number]["words"]}
            writer.store(replace(numbered(STORY, number, **fields), rules=99))
        writer.commit()
        before = writer._db.execute("SELECT key, kin, folded FROM article").fetchall()
        assert {kin for _, kin, _ in before} == {1}
        copies._fold(writer._db, copies._members(writer._db, [1]))
        assert writer._db.execute("SELECT key, kin, folded FROM article").fetchall() == before
        assert copies.problem(writer._db) == ""


def test_the_hundredth_copy_costs_what_the_tenth_does(folders: Folders) -> None:
    """A site's page for what is gone stands in some libraries ten thousand times."""
    steps: list[int] = []

    def count() -> int:
        steps[-1] += 1
        return 0

    with Writer.open(folders) as writer:
        writer._db.set_progress_handler(count, 10)
        for number in range(400):
            steps.append(0)
            writer.store(numbered(STORY, number, date="2022-01-01", day=20220101))
            writer.commit()
    early, late = sum(steps[5:25]), sum(steps[-20:])
    assert late < 1.2 * early, (early, late)
