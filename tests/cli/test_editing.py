"""Highlights and notes changed and deleted from the command line, and brought back."""

from pathlib import Path

import pytest

from tests.cli.program import Program

TEXT = "The bell of the north mole\n\nThe harbour keeps a bell for foggy nights, they say.\n"


@pytest.fixture
def two(reader: Program, tmp_path: Path) -> tuple[str, str]:
    """A highlight with a tag, and a note."""
    page = tmp_path / "bell.txt"
    page.write_text(TEXT)
    reader("import", page)
    article = reader("list", "--json").lines[0]["id"]
    marked = reader("highlight", article, "--quote", "foggy nights", "--tag", "old").out.strip()
    return marked, reader("note", article, "first thought").out.strip()


def test_what_is_given_changes_and_the_rest_stays(reader: Program, two: tuple[str, str]) -> None:
    marked, _ = two
    changed = reader("edit", marked[:5], "--note", "checked", "--color", "green", "--json").json
    assert (changed["note"], changed["color"], changed["tags"]) == ("checked", "green", ["old"])
    assert changed["quote"] == "foggy nights"
    assert reader("undo").out.startswith("Taken back: Colour a note green")
    assert reader("undo").out.startswith("Taken back: Edit a highlight")
    (back,) = (each for each in reader("annotations", "--json").lines if each["id"] == marked)
    assert (back["note"], back["color"]) == ("", "yellow")


def test_several_are_tagged_at_once(reader: Program, two: tuple[str, str]) -> None:
    lines = reader("edit", *two, "--tag", "bells, sea", "--untag", "old", "--json").lines
    assert [line["tags"] for line in lines] == [["bells", "sea"]] * 2


def test_a_note_comes_from_standard_input(reader: Program, two: tuple[str, str]) -> None:
    assert reader("edit", two[1], "--note", "-", "--json", stdin=b"two\nlines\n").json["note"] == (
        "two\nlines"
    )


def test_the_deleted_come_back_together(reader: Program, two: tuple[str, str]) -> None:
    reader("edit", *two, "--delete")
    assert reader("annotations", "--json").lines == []
    reader("undo")
    assert {line["id"] for line in reader("annotations", "--json").lines} == set(two)


def test_what_makes_no_sense_changes_nothing(reader: Program, two: tuple[str, str]) -> None:
    before = reader("annotations", "--json").out
    for words, code in (
        (two, 2),
        ((*two, "--note", "both"), 2),
        ((*two, "--delete", "--tag", "x"), 2),
        ((two[0], "--color", "plaid"), 2),
        ((two[0], "zzzz", "--tag", "x"), 1),
    ):
        refused = reader("edit", *words, expect=code)
        assert refused.err and not refused.out
    assert reader("annotations", "--json").out == before
