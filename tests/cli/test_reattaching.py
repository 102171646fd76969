"""A highlight that loses its passage: said after the import, listed, attached again, undone."""

from pathlib import Path

import pytest

from tests.cli.program import Program, Ran

OLD = "Each autumn the pilots polish the old bell with wood ash until its letters can be read."
NEW = "When the leaves fall somebody rubs that bell with wood ash, so that the letters are plain."
TEXT = (
    "The bell of the north mole\n\nThe harbour keeps a bell for foggy nights.\n\n{}\n\n"
    "Nobody living remembers who cast it, nor for which ship it was meant at first.\n"
)


@pytest.fixture
def changed(reader: Program, tmp_path: Path) -> tuple[Program, Ran, str]:
    """A highlight, and the import that took its passage away."""
    page = tmp_path / "bell.txt"
    page.write_text(TEXT.format(OLD))
    reader("import", page)
    (article,) = (each["id"] for each in reader("list", "--json").lines)
    made = reader("highlight", article, "--quote", OLD, "--note", "whose ash?").out.strip()
    page.write_text(TEXT.format(NEW))
    return reader, reader("import", page), made


def test_an_import_says_what_was_lost(changed: tuple[Program, Ran, str]) -> None:
    reader, imported, made = changed
    assert "1 lost" in imported.err and "--orphans" in imported.err
    (orphan,) = reader("annotations", "--orphans", "--json").lines
    assert (orphan["id"], orphan["quote"], orphan["note"]) == (made, OLD, "whose ash?")
    assert reader("annotations", "--moved", "--json").lines == []


def test_it_is_attached_to_a_suggestion_and_undone(changed: tuple[Program, Ran, str]) -> None:
    reader, _, made = changed
    shown = reader("reattach", made)
    assert OLD in shown.out and "with wood ash" in shown.out
    first = reader("reattach", made, "--json").lines[0]
    assert first["text"] in NEW
    kept = reader("reattach", made, "--choose", "1", "--json").json
    assert (kept["state"], kept["quote"], kept["note"]) == ("exact", first["text"], "whose ash?")
    assert "bell" in reader("undo").out
    (orphan,) = reader("annotations", "--orphans", "--json").lines
    assert orphan["quote"] == OLD


def test_it_is_attached_to_words_of_ones_own(changed: tuple[Program, Ran, str]) -> None:
    reader, _, made = changed
    kept = reader("reattach", made, "--quote", NEW, "--json").json
    assert (kept["quote"], kept["state"]) == (NEW, "exact")
    reader("reattach", made, "--quote", "no such words", expect=1)
    reader("reattach", made, "--choose", "9", expect=1)


def test_a_note_on_an_article_has_no_passage(library: Program) -> None:
    article = library("list", "--json").lines[0]["id"]
    made = library("note", article, "a thought").out.strip()
    assert "whole article" in library("reattach", made, expect=2).err
