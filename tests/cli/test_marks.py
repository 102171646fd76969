"""highlight, note, star, read, tag, annotations, undo; export, restore, backup, doctor."""

from pathlib import Path

import pytest

from reader.library.history import History
from reader.settings import find_folders
from tests.cli.program import Program
from tests.cli.test_reading import CRANE, MARCHE, PHARE, ids, titles
from tests.conftest import THREE, write_files

ANNOTATION = {
    "id", "article", "kind", "quote", "prefix", "suffix", "start", "end", "state", "note",
    "color", "tags", "created", "updated",
}  # fmt: skip


def test_a_highlight_by_its_words(library: Program) -> None:
    article = ids(library)[CRANE]
    made = library(
        "highlight", article, "--quote", "a small brass key", "--note", "why brass?",
        "--color", "green", "--tag", "keys", "--tag", "sea", "--json",
    ).json  # fmt: skip
    assert set(made) == ANNOTATION
    assert (made["kind"], made["state"], made["color"]) == ("highlight", "exact", "green")
    assert (made["note"], made["tags"]) == ("why brass?", ["keys", "sea"])
    shown = library("show", article, "--json").json
    assert shown["text"][made["start"] : made["end"]] == made["quote"] == "a small brass key"
    assert shown["text"][: made["start"]].endswith(made["prefix"])
    assert shown["text"][made["end"] :].startswith(made["suffix"])
    assert shown["annotations"] == [made]
    assert library("annotations", "--json").lines == [made]
    assert titles(library, "list", "has:highlight") == [CRANE]


def test_a_highlight_prints_its_id_and_takes_offsets(library: Program) -> None:
    article = ids(library)[CRANE]
    printed = library("highlight", article, "--start", "4", "--end", "11").out.strip()
    found = library("annotations", "--json").lines[0]
    assert (found["id"], found["start"], found["end"]) == (printed, 4, 11)


def test_a_highlight_made_again_by_a_script_is_one_and_takes_what_is_new(library: Program) -> None:
    article = ids(library)[CRANE]
    words = ("highlight", article, "--quote", "a small brass key", "--note", "why brass?")
    first = library(*words, "--color", "green").out
    assert library(*words).out == first
    assert library(*words, "--tag", "sea").out == first
    (made,) = library("annotations", "--json").lines
    assert (made["note"], made["color"], made["tags"]) == ("why brass?", "green", ["sea"])
    library("undo")
    (made,) = library("annotations", "--json").lines
    assert (made["color"], made["tags"]) == ("green", [])


def test_words_that_stand_twice_need_their_neighbours(library: Program) -> None:
    article = ids(library)[CRANE]
    text = library("show", article, "--json").json["text"]
    assert text.count("crane") == 3
    done = library("highlight", article, "--quote", "crane", expect=1)
    assert "--prefix" in done.err
    made = library("highlight", article, "--quote", "crane", "--prefix", "a yellow", "--json").json
    assert text[: made["start"]].endswith("a yellow ")
    library("highlight", article, "--quote", "crane", "--suffix", "nowhere", expect=1)


def test_a_quote_wrapped_by_a_terminal_is_found(library: Program) -> None:
    article = ids(library)[CRANE]
    made = library("highlight", article, "--quote", "the whole\n  town watched", "--json").json
    assert made["quote"] == "the whole town watched"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 2), (["--quote", "nowhere in it"], 1), (["--quote", " "], 2), (["--start", "3"], 2),
        (["--start", "9", "--end", "3"], 2), (["--start", "0", "--end", "99999"], 2),
        (["--start", "0", "--end", "3", "--quote", "The"], 2),
        (["--quote", "brass", "--color", "Ünsinn!"], 2),
        (["--quote", "brass", "--color", "mauve"], 2),
    ],
)  # fmt: skip
def test_a_wrong_passage_is_one_sentence(library: Program, options: list[str], code: int) -> None:
    library("highlight", ids(library)[CRANE], *options, expect=code)
    assert library("annotations", "--json").lines == []


def test_a_note_on_the_whole_article(library: Program) -> None:
    article = ids(library)[MARCHE]
    made = library("note", article, "à relire\n[/] \u2028 fin", "--json").json
    assert (made["kind"], made["note"], made["quote"]) == ("note", "à relire\n[/] \u2028 fin", "")
    library("note", article, "-", stdin=b"depuis un tuyau\n")
    assert [each["notes"] for each in library("list", "has:note", "--json").lines] == [2]
    library("note", article, "  ", expect=2)


def test_marks_show_in_the_list_and_undo_takes_them_back(library: Program) -> None:
    by_title = ids(library)
    library("star", by_title[PHARE], by_title[MARCHE])
    assert set(titles(library, "list", "is:starred")) == {PHARE, MARCHE}
    library("unstar", by_title[MARCHE])
    library("read", by_title[PHARE])
    assert PHARE not in titles(library, "list", "is:unread")
    library("unread", by_title[PHARE])
    library("tag", by_title[PHARE], "mer", "#Bretagne")
    assert titles(library, "list", "tag:bretagne") == [PHARE]
    library("untag", by_title[PHARE], "mer")
    history = library("undo", "--list").out.splitlines()
    assert len(history) == 7 and history[6].endswith("Import “corpus”")
    assert "Taken back" in library("undo").out
    assert {"mer", "Bretagne"} == set(library("list", "gardien", "--json").lines[0]["tags"])
    for _ in range(6):  # the import is the first step
        library("undo")
    assert titles(library, "list", "is:starred") == []
    assert "nothing to take back" in library("undo", expect=1).err


def test_commas_separate_tags(library: Program) -> None:
    article = ids(library)[CRANE]

    def tags() -> list[str]:
        return next(
            each["tags"] for each in library("list", "--json").lines if each["id"] == article
        )

    library("tag", article, "sea, #harbour,, Sea", "old crane")
    assert tags() == ["harbour", "old crane", "sea"]
    library("untag", article, "sea, old crane")
    assert tags() == ["harbour"]
    library("undo")
    assert tags() == ["harbour", "old crane", "sea"]
    library("tag", article, " , ", expect=2)


def test_nothing_is_changed_when_one_article_is_unknown(library: Program) -> None:
    library("star", ids(library)[PHARE], "zzzzzzzz", expect=1)
    assert titles(library, "list", "is:starred") == []


def test_annotations_by_query(library: Program) -> None:
    by_title = ids(library)
    library("note", by_title[PHARE], "la lampe m'intéresse")
    library("highlight", by_title[CRANE], "--quote", "eleven nights", "--tag", "nuit")

    def kinds(*words: str) -> list[str]:
        return [each["kind"] for each in library("annotations", *words, "--json").lines]

    assert sorted(kinds()) == ["highlight", "note"]
    assert kinds("lang:en") == ["highlight"]
    assert kinds("lampe") == ["note"]
    assert kinds("interesse") == ["note"]  # its own words, without accents
    assert kinds("nuit", "lang:en") == ["highlight"]
    assert kinds("--orphans") == []
    out = library("annotations").out
    assert "eleven nights" in out
    assert PHARE in out


def test_export_and_restore_carry_everything_to_another_home(
    library: Program, tmp_path: Path
) -> None:
    by_title = ids(library)
    library("highlight", by_title[CRANE], "--quote", "brass key", "--note", "x\n[/]")
    library("note", by_title[PHARE], "note")
    library("star", by_title[PHARE])
    library("tag", by_title[MARCHE], "Économie")
    path = tmp_path / "mine.jsonl"
    library("export", "--format", "jsonl", "--output", path)
    other = Program(tmp_path / "other")
    report = other("restore", path, "--json").json
    assert (report["added"], report["skipped"]) == (4, [])
    assert other("annotations", "--json").lines == library("annotations", "--json").lines
    assert other("restore", path, "--json").json["added"] == 0
    orphaned = tmp_path / "again.jsonl"
    other("export", "--annotations", "--output", orphaned)
    third = Program(tmp_path / "third")
    assert third("restore", orphaned, "--json").json["added"] == 4


def test_export_writes_what_the_query_means(library: Program) -> None:
    by_title = ids(library)
    library("note", by_title[PHARE], "ma note")
    body = library("export", "gardien", "--format", "markdown").out
    assert body.startswith(f"# {PHARE}\n")
    assert "ma note" in body
    assert CRANE not in body
    assert len(library("export").lines) == 3
    assert len(library("export", "--annotations").lines) == 1
    assert "jsonl" in library("export", "--formats").out
    assert "jsonl" in library("export", "--format", "papyrus", expect=2).err


def test_an_export_that_cannot_be_written_leaves_the_old_one(
    library: Program, tmp_path: Path
) -> None:
    done = library("export", "--output", tmp_path / "no" / "such.jsonl", expect=1)
    assert "cannot be written" in done.err
    library("export", "--output", tmp_path, expect=1)


def test_a_backup_is_restored(library: Program, tmp_path: Path) -> None:
    library("note", ids(library)[PHARE], "précieuse")
    path = library("backup", tmp_path / "copy.db").out.strip()
    other = Program(tmp_path / "other")
    other("restore", path)
    assert other("annotations", "--json").lines == library("annotations", "--json").lines
    assert Path(library("backup").out.strip()).is_file()
    assert "exists already" in library("backup", path, expect=1).err


def test_the_doctor_finds_a_healthy_home_well(library: Program) -> None:
    library("note", ids(library)[PHARE], "x")
    assert "index: none yet; the first search makes it" in library("doctor").out
    report = library("doctor", "--json").json
    assert report["ok"]
    assert {"settings", "notes", "library", "index"} <= {each["name"] for each in report["checks"]}


def test_the_doctor_makes_damaged_notes_again(library: Program) -> None:
    library("note", ids(library)[PHARE], "précieuse")
    before = library("annotations", "--json").data
    path = library.home / "data" / "notes.db"
    path.write_bytes(b"\xff" * 9000)
    assert "doctor" in library("annotations", expect=1).err
    report = library("doctor", "--json", expect=1).json
    assert not report["ok"]
    assert path.read_bytes() == b"\xff" * 9000
    report = library("doctor", "--repair", "--json").json
    assert report["ok"]
    assert report["repaired"]
    assert library("annotations", "--json").data == before


def test_the_doctor_sets_a_damaged_library_aside(library: Program) -> None:
    library("note", ids(library)[PHARE], "précieuse")
    for name in ("library.db", "search.db"):
        path = library.home / "cache" / name
        for extra in (f"{name}-wal", f"{name}-shm"):
            (path.with_name(extra)).unlink(missing_ok=True)
        path.write_bytes(b"\xff" * 9000)
    assert not library("doctor", "--json", expect=1).json["ok"]
    assert library("doctor", "--repair", "--json").json["ok"]
    assert library("list").data == b""
    assert len(library("annotations", "--json").lines) == 1


def test_notes_leave_as_files_are_edited_and_come_back(library: Program, tmp_path: Path) -> None:
    article = library("list", "gardien", "--json").lines[0]["id"]
    library("note", article, "premier jet")
    folder = tmp_path / "notes"
    said = library("export", "has:note", "--format", "markdown", "--output", f"{folder}/").err
    assert "1 new, 0 changed, 0 as they were" in said
    (page,) = folder.iterdir()
    page.write_text(page.read_text().replace("premier jet", "réécrit"))
    assert library("restore", folder, "--json").json["updated"] == 1
    assert library("annotations", "--json").lines[0]["note"] == "réécrit"
    page.write_text(page.read_text().replace("réécrit", "là-bas"))
    library("note", article, "autre")
    made = next(
        each for each in library("annotations", "--json").lines if each["note"] == "réécrit"
    )
    assert library("undo").code == 0 and library("undo").code == 0  # here it is as it first was
    done = library("restore", folder, "--json")
    assert (done.json["updated"], done.json["conflicts"]) == (1, [])
    other = page.read_text().replace("là-bas", "ailleurs")
    page.write_text(other)
    conflict = library("restore", folder, "--json", expect=3).json["conflicts"][0]
    assert (conflict["theirs"], conflict["ours"]) == ("ailleurs", "là-bas")
    assert made["id"] in conflict["what"]
    left = library("export", "--format", "markdown", "--output", folder, expect=3)
    assert "not read in" in left.err
    assert page.read_text() == other


def test_a_name_without_an_ending_is_a_folder_of_pages(library: Program, tmp_path: Path) -> None:
    article = library("list", "gardien", "--json").lines[0]["id"]
    library("note", article, "premier jet")
    library("export", "has:note", "--format", "markdown", "--output", tmp_path / "notes")
    (page,) = (tmp_path / "notes").iterdir()
    assert library("restore", tmp_path / "notes").code == library("restore", page).code == 0


def test_one_file_of_markdown_is_for_reading(library: Program, tmp_path: Path) -> None:
    one, other = tmp_path / "notes.md", tmp_path / "notes"
    assert "for reading" in library("export", "--output", one).err
    other.write_bytes(one.read_bytes())  # under whatever name
    for path in (one, other):
        said = library("restore", path, expect=1).err
        assert "for reading; a folder of pages comes back" in said


def test_nothing_to_export_is_said(library: Program) -> None:
    done = library("export", "zzzzzzzzzz", "--format", "markdown")
    assert done.out == ""
    assert "Nothing matches" in done.err


def test_searches_are_saved_ordered_renamed_deleted_and_brought_back(library: Program) -> None:
    library("searches", "--save", "grue", "crane", "lang:en")
    library("searches", "--save", "ports", "harbor")
    assert library("searches", "grue").out == "crane lang:en\n"
    library("searches", "--move", "ports", "1")
    library("searches", "--rename", "grue", "Grue")
    assert library("searches", "--json").lines == [
        {"name": "ports", "query": "harbor", "articles": 1},
        {"name": "Grue", "query": "crane lang:en", "articles": 1},
    ]
    library("searches", "--delete", "ports")
    assert library("searches").out == "Grue  crane lang:en\n"
    assert "Delete the search “ports”" in library("undo").out + library("undo", "--list").err
    assert library("searches").out.splitlines()[0].startswith("ports")


@pytest.mark.parametrize(
    ("words", "code"),
    [(["gone"], 1), (["--delete", "gone"], 1), (["--rename", "gone", "x"], 1),
     (["--save", "x"], 2), (["--move", "gone", "first"], 2)],
)  # fmt: skip
def test_what_cannot_be_done_to_a_search_is_one_sentence(
    library: Program, words: list[str], code: int
) -> None:
    done = library("searches", *words, expect=code)
    assert done.err.startswith("reader: ")
    assert len(done.err.splitlines()) <= 2


def test_what_was_searched_for_is_listed_and_forgotten(reader: Program) -> None:
    folders = find_folders(str(reader.home))
    folders.make()
    History(folders).add("crane lang:en")
    assert reader("searches", "--history").out == "crane lang:en\n"
    reader("searches", "--forget")
    assert reader("searches", "--history").out == ""


def test_nothing_is_due_on_the_first_day(library: Program) -> None:
    article = library("list", "gardien", "--json").lines[0]["id"]
    made = library("note", article, "une note").out.strip()
    assert "Nothing is due" in library("review").err
    assert library("review", "--snooze", made).out.startswith("Comes back on ")
    assert library("review", "--json").lines == []
    assert library("review", "--keep", "zzzzz", expect=1).err.startswith("reader: ")


def test_an_import_is_taken_back_by_name(reader: Program, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "coast", THREE)
    reader("import", folder)
    reader("import", folder, "--collection", "Sea")
    assert [line[18:] for line in reader("undo", "--list").out.splitlines()] == [
        "Import “coast”",
        "Import “coast”",
    ]
    first = reader("undo")
    assert (first.out, first.err) == (
        "Taken back: Import “coast”\n",
        "3 articles are as before.\n",
    )
    assert {row["collection"] for row in reader("list", "--json").lines} == {"coast"}
    assert reader("undo").err == "3 articles left the library.\n"
    assert reader("list", "--json").lines == []
    assert "There is nothing to take back." in reader("undo", expect=1).err
    assert "3 added" in reader("import", folder).err
