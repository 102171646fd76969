"""Highlights after their article has changed: found by the text they were made in, or orphans."""

from functools import partial
from pathlib import Path

import pytest

from reader.article import Annotation, ArticleId
from reader.ingest import importing, preparing
from reader.library.articles import Library
from reader.library.notes import Notes, backups
from reader.library.placing import place_again, remember
from reader.settings import Folders
from reader.text.anchors import quote
from reader.text.cleaning import clean
from tests.conftest import run_import, write_files

FIRST = "The first crossing carried four lorries, a string quartet and one very calm goat."
SECOND = "After eleven winters the night ferry sails again between the two islands."
TEXT = f"The night ferry comes back\n\n{SECOND}\n\n{FIRST}\n\nNobody on board was seasick.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_files(tmp_path / "corpus", {"ferry.txt": TEXT})


def mark(folders: Folders, part: str) -> Annotation:
    with Library.open(folders) as library, Notes.open(folders) as notes:
        (article_id,) = library.listing().ids()
        article = library.article(article_id)
        start = article.text.index(part)
        remember(library, notes, article)
        selector = quote(article.text, start, start + len(part))
        return notes.annotate(
            article_id, "highlight", quote=part, prefix=selector.prefix, suffix=selector.suffix,
            start=start, end=start + len(part),
        )  # fmt: skip


def shown(folders: Folders) -> list[tuple[str, str]]:
    """State and words of each highlight, where it is now."""
    with Library.open(folders) as library, Notes.open(folders) as notes:
        return [
            (each.state, library.text(each.article)[each.start : each.end])
            for each in notes.annotations()
        ]


def test_an_import_finds_highlights_in_the_new_version(folders: Folders, corpus: Path) -> None:
    run_import(corpus, folders)
    mark(folders, "one very calm goat")
    mark(folders, "string quartet")
    lost = mark(folders, SECOND)
    new = TEXT.replace(SECOND, "It is late.").replace("string quartet", "string quintet")
    write_files(corpus, {"ferry.txt": f"{new}\nWritten on the quay.\n"})
    report = run_import(corpus, folders)
    assert (report.updated, report.moved, report.lost) == (1, 1, 1)
    found = dict((words, state) for state, words in shown(folders))
    assert found["one very calm goat"] == "exact" and found["string quintet"] == "moved"
    with Notes.open(folders) as notes:
        (orphan,) = [each for each in notes.annotations() if each.state == "orphan"]
        assert orphan.id == lost.id and orphan.quote == SECOND
        assert SECOND in notes.text_of(orphan.id)


def test_what_an_import_left_when_it_was_cut_off_is_found_by_the_next(
    folders: Folders, corpus: Path
) -> None:
    run_import(corpus, folders)
    mark(folders, "one very calm goat")
    write_files(corpus, {"ferry.txt": f"Corrected on Monday.\n\n{TEXT}"})
    steps = importing.import_paths([corpus], folders, workers=0)
    for step in steps:
        if step.doing == "Finding your highlights again":
            break
    steps.close()  # type: ignore[attr-defined]
    assert shown(folders) != [("exact", "one very calm goat")]
    assert run_import(corpus, folders).unchanged == 1
    assert shown(folders) == [("exact", "one very calm goat")]


def test_a_text_that_comes_back_has_them_all_again(folders: Folders, corpus: Path) -> None:
    run_import(corpus, folders)
    mark(folders, SECOND)
    for text in (TEXT.replace(SECOND, "It is late."), TEXT):
        write_files(corpus, {"ferry.txt": text})
        run_import(corpus, folders)
    assert shown(folders) == [("exact", SECOND)]


def test_an_import_without_a_change_looks_for_nothing(folders: Folders, corpus: Path) -> None:
    run_import(corpus, folders)
    mark(folders, SECOND)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        version = notes.data_version()
        assert place_again(library, notes).moved == ()
        assert notes.data_version() == version


def test_a_removed_library_gives_them_their_places_again(folders: Folders, corpus: Path) -> None:
    run_import(corpus, folders)
    mark(folders, FIRST)
    for path in folders.library.parent.glob("library.db*"):
        path.unlink()
    run_import(corpus, folders)
    assert shown(folders) == [("exact", FIRST)]


def test_new_rules_of_our_own_move_nothing(
    folders: Folders, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words stand there four times: only the way through the raw text tells which."""
    wrapped = "Low tide,  then\nhigh tide.\n\n" * 4 + "The café\u2019s closed\u200b today.\n"
    write_files(corpus, {"ferry.txt": f"A day of tides\n\n{wrapped}"})
    with monkeypatch.context() as older:
        older.setattr(preparing, "clean", partial(clean, until="encoding"))
        run_import(corpus, folders)
        made = [mark_at(folders, number) for number in range(4)]
    for room in (importing, preparing):
        monkeypatch.setattr(room, "RULES_VERSION", 10_000)
    report = run_import(corpus, folders)
    assert (report.updated, report.moved, report.lost) == (1, 0, 0)
    with Library.open(folders) as library, Notes.open(folders) as notes:
        text = library.text(made[0].article)
        places = [each.start for each in notes.annotations()]
        assert [text[at : at + 9] for at in places] == ["high tide"] * 4
        assert len(set(places)) == 4 and {each.state for each in notes.annotations()} == {"exact"}


def mark_at(folders: Folders, number: int) -> Annotation:
    with Library.open(folders) as library, Notes.open(folders) as notes:
        (article_id,) = library.listing().ids()
        article = library.article(ArticleId(article_id))
        start = -1
        for _ in range(number + 1):
            start = article.text.index("high tide", start + 1)
        remember(library, notes, article)
        return notes.annotate(
            article_id, "highlight", quote="high tide", start=start, end=start + 9
        )


def test_an_import_is_preceded_by_a_backup_of_what_was_there(
    folders: Folders, corpus: Path
) -> None:
    run_import(corpus, folders)
    for number in range(8):
        mark(folders, FIRST[: 10 + number])
        write_files(corpus, {"ferry.txt": TEXT + "More. " * number})
        run_import(corpus, folders)
    made = [each for each in backups.found(folders.backups) if each.reason]
    assert len(made) == backups.IMPORTS
    with Notes.open(folders) as notes:
        assert notes.data_version() > made[0].rev > made[-1].rev
