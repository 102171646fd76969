"""Versions and copies on the command line: what came when, and what differs."""

from pathlib import Path

from tests.benchmarks.copies import Newsroom, text_of
from tests.cli.program import Program

ROOM = Newsroom(seed=9)
STORY = text_of(ROOM.story(5))
FIRST = f"The harbour opens\n\n{STORY}"
THEN = FIRST.replace("harbour", "old harbour") + "\n\nA correction was made."


def imported(reader: Program, folder: Path, **texts: str) -> list[str]:
    """Ids of the documents with these texts, by name."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    reader("import", folder)
    return [row["id"] for row in sorted(reader("list", "--json").lines, key=lambda r: r["source"])]


def test_a_changed_file_has_versions(reader: Program, tmp_path: Path) -> None:
    imported(reader, tmp_path / "in", a=FIRST)
    (name,) = imported(reader, tmp_path / "in", a=THEN)
    rows = reader("show", name, "--versions", "--json").lines
    assert [row["version"] for row in rows] == [1, 2]
    assert rows[0]["replaced"] == rows[1]["imported"] and rows[1]["replaced"] is None
    assert "old harbour" not in reader("show", name, "--version", "1").out
    assert reader("show", name, "--version", "2", "--json").json["text"].endswith("was made.")
    assert len(reader("show", name, "--versions").out.splitlines()) == 2


def test_a_version_that_is_not_there_is_said(reader: Program, tmp_path: Path) -> None:
    (name,) = imported(reader, tmp_path / "in", a=FIRST)
    answer = reader("show", name, "--version", "2", expect=1)
    assert "1 version; there is no 2" in answer.err
    assert "no earlier version and no copy" in reader("diff", name, expect=2).err


def test_the_differences_from_the_version_before(reader: Program, tmp_path: Path) -> None:
    imported(reader, tmp_path / "in", a=FIRST)
    (name,) = imported(reader, tmp_path / "in", a=THEN)
    said = reader("diff", name)
    assert "The {+old+} harbour opens" in said.out and "{+A correction was made.+}" in said.out
    assert "2 differences from version 1 to this one." in said.err
    found = reader("diff", name, "--json").lines
    assert [(one["kind"], one["before"], one["after"]) for one in found] == [
        ("added", "", "old"),
        ("added", "", "A correction was made."),
    ]


def test_copies_are_counted_named_and_compared(reader: Program, tmp_path: Path) -> None:
    one, two = imported(reader, tmp_path / "in", a=FIRST, b=THEN)
    rows = {row["id"]: row for row in reader("list", "--json").lines}
    assert {row["copies"] for row in rows.values()} == {1}
    shown = [row for row in rows.values() if row["copy_of"] is None]
    assert len(shown) == 1 and rows[one]["copy_of"] in (None, two)
    assert [row["id"] for row in reader("list", "has:copies", "--json").lines] == [shown[0]["id"]]
    assert len(reader("list", "is:copy", "--json").lines) == 1
    assert "{+old+}" in reader("diff", one, two).out
    assert "[- old-]" in reader("diff", two, one).out
    assert "1 difference" in reader("diff", one).err or "2 differences" in reader("diff", one).err


def test_an_import_says_how_many_are_copies(reader: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("a", FIRST), ("b", THEN)):
        (folder / f"{name}.txt").write_text(text)
    answer = reader("import", folder, "--json")
    assert answer.json["copies"] == 1
    assert "1 of them a copy" in answer.err
