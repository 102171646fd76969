"""What was mended is found again by rule, in lists and searches, and follows the articles."""

from pathlib import Path

import pytest

from reader.article import Filter
from reader.ingest.importing import Report
from reader.library.articles import Library
from reader.library.mending import totals
from reader.search.query import parse
from reader.settings import Folders
from tests.conftest import run_import, write_files

FILES = {
    "damaged.txt": "La soirÃ©e\n\nLe prÃ©sident a pris la parole devant l'assemblÃ©e rÃ©unie.\n",
    "spaces.txt": "Plain news\n\n\n\nNothing is wrong here but blank lines.\n",
    "clean.txt": "Clean news\n\nNothing at all is wrong in this one.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path / "mixed", FILES)


def titles(library: Library, wanted: Filter) -> list[str]:
    return sorted(row.title for row in library.listing(wanted).window(0, 10))


def by_rule(report: Report) -> dict[str, tuple[int, int]]:
    return {each.rule: (each.edits, each.articles) for each in report.mended}


def test_an_import_says_what_it_mended(folders: Folders, folder: Path) -> None:
    found = by_rule(run_import(folder, folders))
    (encoding,) = (rule for rule in found if rule.startswith("utf8-as-"))
    assert found[encoding] == (4, 1)
    assert found["blank-lines"] == (1, 1)
    assert by_rule(run_import(folder, folders)) == {}


def test_the_articles_of_a_rule_are_a_list(folders: Folders, folder: Path) -> None:
    run_import(folder, folders)
    with Library.open(folders) as library:
        assert titles(library, Filter(rule="utf8-as")) == ["La soirée"]
        assert titles(library, Filter(rule="blank-lines")) == ["Plain news"]
        assert titles(library, Filter(rule="no%such")) == []
        assert titles(library, Filter(is_mended=True)) == ["La soirée"]
        assert titles(library, Filter(excluded=Filter(is_mended=True))) == [
            "Clean news",
            "Plain news",
        ]
        assert {each.rule for each in totals(library.connection())} >= {"blank-lines"}


def test_a_document_that_changed_or_went_is_counted_anew(folders: Folders, folder: Path) -> None:
    run_import(folder, folders)
    (folder / "damaged.txt").write_text("La soirÃ©e\n\nEn deux mots, \tplus rien.\n")
    run_import(folder, folders)
    with Library.open(folders) as library:
        found = {each.rule: each.edits for each in totals(library.connection())}
        assert sum(n for rule, n in found.items() if rule.startswith("utf8")) <= 1
        assert found["tab"] == 1


def test_the_query_language_knows_it() -> None:
    assert parse("rule:utf8-as news").filter == Filter(rule="utf8-as")
    assert parse("is:mended").filter == Filter(is_mended=True)
    assert parse("-is:mend").filter == Filter(excluded=Filter(is_mended=True))
