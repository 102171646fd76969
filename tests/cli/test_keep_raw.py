"""`reader keep-raw`: taken back, it stays so over imports, a rebuilt library and undo's undo."""

from pathlib import Path

import pytest

from tests.cli.program import Program

DAMAGED = (
    "Une soirÃ©e au théâtre\n\n"
    "Le prÃ©sident a pris la parole devant l'assemblÃ©e, puis il est parti »,dit le greffier.\n\n"
    "La soirÃ©e s'est terminÃ©e tard, et tout le monde Ã©tait content de la soirÃ©e.\n"
)


@pytest.fixture
def presse(reader: Program, tmp_path: Path) -> Path:
    """A folder of two damaged documents, imported."""
    folder = tmp_path / "presse"
    folder.mkdir()
    (folder / "one.txt").write_text(DAMAGED)
    (folder / "two.txt").write_text(DAMAGED.replace("Une soirÃ©e", "La matinÃ©e"))
    reader("import", folder)
    return folder


def ids(reader: Program) -> list[str]:
    return [row["id"] for row in reader("list", "--sort", "title", "--json").lines][::-1]


def text(reader: Program, name: str) -> str:
    return str(reader("show", name, "--json").json["text"])


def number_of(reader: Program, name: str, before: str) -> str:
    changes = reader("show", name, "--changes", "--json").lines
    return next(str(each["number"]) for each in changes if before in each["before"])


def test_a_change_stays_taken_back(reader: Program, presse: Path) -> None:
    one, two = ids(reader)
    clean = text(reader, one)
    said = reader("keep-raw", one, "--edit", number_of(reader, one, "Ã"))
    assert "Cleaned again: 1 article." in said.err
    kept = text(reader, one)
    assert "soirÃ©e au théâtre" in kept
    assert kept.count("Ã") == 1
    assert text(reader, two).count("Ã") == 0
    reader("import", presse)
    assert text(reader, one) == kept
    (presse / "one.txt").write_text(DAMAGED + "\nUn mot de plus.\n")
    reader("import", presse)
    assert "soirÃ©e au théâtre" in text(reader, one)
    for path in (reader.home / "cache").glob("library.db*"):
        path.unlink()
    reader("import", presse)
    assert text(reader, one).count("Ã") == 1
    for _ in range(2):
        assert "Import “presse”" in reader("undo").out
    undone = reader("undo").out
    reader("import", presse)
    assert "Taken back: Leave “" in undone
    assert undone.rstrip().endswith("had changed it")
    assert text(reader, one).startswith(clean.rstrip())


def test_a_rule_goes_for_an_article_or_for_all_of_its_collection(
    reader: Program, presse: Path
) -> None:
    one, two = ids(reader)
    reader("keep-raw", one, "--rule", "space-after-comma")
    assert "»,dit" in text(reader, one)
    assert "», dit" in text(reader, two)
    said = reader("keep-raw", one, "--rule", "space-after-comma", "--source")
    assert "all of presse" in said.err
    assert "»,dit" in text(reader, two)
    listed = reader("keep-raw", "--list", "--json").lines
    assert [each["document"] == "" for each in listed] == [False, True]
    assert "space-after-comma in all of presse" in reader("keep-raw", "--list").out
    reader("keep-raw", "--again", listed[1]["id"])
    assert "», dit" in text(reader, two)
    assert "»,dit" in text(reader, one)
    (presse / "three.txt").write_text(DAMAGED.replace("Une", "Toute une"))
    reader("undo")
    reader("import", presse)
    assert all("»,dit" in text(reader, name) for name in ids(reader))


def test_highlights_are_carried(reader: Program, presse: Path) -> None:
    one, _ = ids(reader)
    reader("highlight", one, "--quote", "tout le monde était content")
    reader("keep-raw", one, "--edit", number_of(reader, one, "Ã"))
    (made,) = reader("annotations", "--json").lines
    start, end = made["start"], made["end"]
    assert text(reader, one)[start:end] == "tout le monde était content"
    assert made["state"] != "orphan"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--edit", "999"], "and no number 999"),
        ([], "either changes (--edit N) or a rule"),
        (["--edit", "1", "--rule", "tab"], "either changes (--edit N) or a rule"),
        (["--rule", "control"], "keeps the terminal safe"),
    ],
)
def test_what_makes_no_sense_is_said(
    reader: Program, presse: Path, words: list[str], said: str
) -> None:
    failed = reader("keep-raw", ids(reader)[0], *words, expect=None)
    assert failed.code in {1, 2}
    assert said in failed.err


def test_an_import_reports_what_was_mended_and_leads_there(reader: Program, tmp_path: Path) -> None:
    folder = tmp_path / "presse"
    folder.mkdir()
    (folder / "one.txt").write_text(DAMAGED)
    (folder / "clean.txt").write_text("A clean one\n\nNothing is wrong in it at all.\n")
    cut = "A cut one\n\nNobody knows what the minister is going to do about it, and when he will…\n"
    (folder / "cut.txt").write_text(cut)
    ran = reader("import", folder, "--json")
    assert ran.json["badges"] == {"truncated": 1}
    assert "Not to be mended: 1 article broken off (is:truncated)." in ran.err
    found = {each["rule"]: each for each in ran.json["mended"]}
    (rule,) = (name for name in found if name.startswith("utf8-as-"))
    assert found[rule]["articles"] == 1
    assert f"{found[rule]['edits']} × UTF-8 that was read as" in ran.err
    assert f"in 1 article (rule:{rule})" in ran.err
    assert len(reader("list", f"rule:{rule}", "--json").lines) == 1
    assert len(reader("search", "soirée", "is:mended", "--json").lines) == 1
    assert reader("search", "clean", "is:mended", "--json").lines == []


def test_it_is_shown_with_the_article_and_goes_along_with_an_export(
    reader: Program, presse: Path, tmp_path: Path
) -> None:
    one, two = ids(reader)
    reader("keep-raw", one, "--edit", number_of(reader, one, "Ã"))
    reader("keep-raw", two, "--rule", "space-after-comma")
    (taken,) = reader("show", one, "--json").json["taken_back"]
    assert (taken["before"], taken["is_edit"]) == ("Ã©", True)
    assert f"{taken['id']}  " in reader("show", one, "--changes").out
    kept = [text(reader, one), text(reader, two)]
    before = reader("keep-raw", "--list", "--json").lines
    reader("export", "--output", tmp_path / "mine.jsonl")
    for path in (reader.home / "data").glob("**/*"):
        if path.is_file():
            path.unlink()
    reader("import", presse)
    assert [text(reader, one).count("Ã"), text(reader, two).count("»,dit")] == [0, 0]
    said = reader("restore", tmp_path / "mine.jsonl")
    assert "Cleaned again: 2 articles." in said.err
    assert [text(reader, one), text(reader, two)] == kept
    assert reader("keep-raw", "--list", "--json").lines == before
