"""Files that are not what their names say: a sentence, their bytes untouched, the rest goes on."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.cli.test_reading import PHARE, ids


def of_another_program(path: Path) -> bytes:
    """A database that somebody else keeps there; its bytes."""
    for side in path.parent.glob(f"{path.name}*"):
        side.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE article (a)")
        db.execute("INSERT INTO article VALUES ('of a stranger')")
    db.close()
    return path.read_bytes()


@pytest.mark.parametrize("what", ["foreign", "damaged", "gone"])
def test_a_list_says_that_it_goes_without_your_stars(library: Program, what: str) -> None:
    library("star", ids(library)[PHARE])
    path = library.home / "data" / "notes.db"
    if what == "gone":
        path.unlink()
    else:
        data = of_another_program(path) if what == "foreign" else b"\xff" * 9000
        path.write_bytes(data)
    done = library("list", "--json", expect=3)
    assert done.lines and not any(each["starred"] for each in done.lines)
    assert done.err.startswith("Without your stars, tags and notes: ")
    for words, stdin in ((["list", "gardien"], b""), (["search", "-"], b"gardien\n")):
        found = library(*words, "--json", stdin=stdin, expect=3)
        assert PHARE in found.out and found.err == done.err
    found = library("search", "gardien", "is:unread", "--json", expect=3)
    assert [each["title"] for each in found.lines] == [PHARE] and found.err == done.err
    assert what == "gone" or path.read_bytes() == data


def test_another_programs_database_in_the_place_of_the_index_is_left(library: Program) -> None:
    path = library.home / "cache" / "search.db"
    data = of_another_program(path)
    assert "belongs to another program" in library("search", "phare", expect=1).err
    assert path.read_bytes() == data
    path.unlink()
    assert library("search", "phare", "--json").lines


def test_a_page_of_something_else_is_no_export(library: Program, tmp_path: Path) -> None:
    path = tmp_path / "other.jsonld"
    path.write_text('{"@context": "https://schema.org", "@type": "Person"}', encoding="utf-8")
    assert "no list of annotations" in library("restore", path, expect=1).err


def test_what_a_repair_without_a_journal_may_lack_is_said(library: Program) -> None:
    article = ids(library)[PHARE]
    library("note", article, "first")
    library("backup")
    library("note", article, "second")
    (library.home / "data" / "notes.db").write_bytes(b"\xff" * 9000)
    shutil.rmtree(library.home / "data" / "journal")
    report = library("doctor", "--repair", "--json").json
    (said,) = report["repaired"]
    assert "from the backup" in said and "is missing now" in said
    assert "the file that was there is" in said
    assert [each["note"] for each in library("annotations", "--json").lines] == ["first"]
