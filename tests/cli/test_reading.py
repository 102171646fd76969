"""import, list, search, show: the fields, the order and the words of the contract."""

import json
import re
import signal
import subprocess
from pathlib import Path

import pytest

from reader.cli.showing import wrapped
from tests.cli.conftest import CORPUS
from tests.cli.program import Program
from tests.terminal import PROGRAM, Terminal, environment

HEADLINE = {
    "id", "title", "source", "date", "language", "words", "collection", "unread", "starred",
    "tags", "notes",
}  # fmt: skip
PHARE, MARCHE, CRANE = (
    "Le dernier gardien du phare",
    "Le marché de la gare change de quai",
    "The harbour crane that nobody switched off",
)


def ids(library: Program) -> dict[str, str]:
    return {each["title"]: each["id"] for each in library("list", "--json").lines}


def titles(library: Program, *words: str) -> list[str]:
    return [each["title"] for each in library(*words, "--json").lines]


def test_importing_again_changes_nothing(reader: Program) -> None:
    first = reader("import", CORPUS, "--json").json
    assert set(first) >= {"added", "updated", "unchanged", "skipped", "articles", "seconds"}
    assert (first["added"], first["articles"], first["skipped"]) == (3, 3, [])
    before = reader("list", "--json").data
    again = reader("import", CORPUS, "--json").json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 3)
    assert reader("list", "--json").data == before


def test_a_folder_without_a_name_is_the_collection_of_its_own(library: Program) -> None:
    assert {each["collection"] for each in library("list", "--json").lines} == {"corpus"}
    library("import", CORPUS / "harbour.txt", "--collection", "docks")
    assert titles(library, "list", "collection:docks") == [CRANE]


def test_what_cannot_be_imported_is_said_and_the_rest_is_kept(
    reader: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Un texte court mais bon.\n\nIl a deux paragraphes.\n")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    done = reader("import", folder, "--json", expect=3)
    assert done.json["added"] == 1
    assert [Path(each["path"]).name for each in done.json["skipped"]] == ["picture.txt"]
    assert all(each["reason"] for each in done.json["skipped"])
    assert "picture.txt" in done.err


@pytest.mark.parametrize("words", [["import"], ["import", "--json"]])
def test_a_missing_path_is_one_sentence(reader: Program, tmp_path: Path, words: list[str]) -> None:
    done = reader(*words, tmp_path / "gone", expect=1)
    assert "gone" in done.err
    if "--json" in words:
        assert [Path(each["path"]).name for each in done.json["skipped"]] == ["gone"]


def test_an_empty_folder_is_no_error(reader: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert reader("import", tmp_path / "empty", "--json").json["added"] == 0


def test_standard_input_is_a_document(reader: Program) -> None:
    text = "Un titre venu d'ailleurs\n\nUn paragraphe reçu par un tuyau, assez long pour vivre.\n"
    assert reader("import", "-", "--json", stdin=text.encode()).json["added"] == 1
    assert reader("import", "-", "--json", stdin=text.encode()).json["unchanged"] == 1
    assert reader("search", "tuyau", "--json").lines
    assert "empty" in reader("import", "-", expect=2).err


def test_list_has_the_fields_of_the_contract(library: Program) -> None:
    found = {each["title"]: each for each in library("list", "--json").lines}
    assert all(set(each) >= HEADLINE for each in found.values())
    phare = found[PHARE]
    assert (phare["date"], phare["language"], phare["unread"]) == ("2021-11-03", "fr", True)
    assert (phare["starred"], phare["tags"], phare["notes"]) == (False, [], 0)
    assert found[CRANE]["date"] is None
    assert found[CRANE]["language"] == "en"


def test_list_sorts_limits_and_filters(library: Program) -> None:
    assert titles(library, "list", "--sort", "title") == [PHARE, MARCHE, CRANE]
    by_length = [each["words"] for each in library("list", "--sort", "length", "--json").lines]
    assert by_length == sorted(by_length, reverse=True)
    assert len(titles(library, "list", "--limit", "2")) == 2
    assert titles(library, "list", "--limit", "0") == []
    assert titles(library, "list", "lang:en") == [CRANE]
    assert titles(library, "list", "gardien") == [PHARE]
    assert titles(library, "list", "before:2022") == [PHARE]


def test_list_for_a_person_fits_the_terminal_and_names_the_ids(library: Program) -> None:
    with Terminal("list", home=library.home, columns=44, rows=12) as terminal:
        assert terminal.wait_for_exit() == 0
    for identity in ids(library).values():
        assert identity in terminal.screen
    assert len([line for line in terminal.lines if line]) == 6
    assert "…" in terminal.screen


def test_an_empty_library_says_what_to_do(reader: Program) -> None:
    for words in (["list"], ["search", "x"]):
        done = reader(*words)
        assert "reader import" in done.err
        assert not done.data


def test_search_forgives_and_says_why(library: Program) -> None:
    hits = library("search", "gardein", "phar", "--json").lines
    assert hits[0]["title"] == PHARE
    assert set(hits[0]) >= HEADLINE | {"score", "matches", "snippet", "corrected"}
    article = library("show", hits[0]["id"], "--json").json
    for match in hits[0]["matches"]:
        assert set(match) == {"field", "start", "end", "text"}
        whole = article["title"] if match["field"] == "title" else article["text"]
        assert whole[match["start"] : match["end"]] == match["text"]


def test_search_says_which_word_is_nowhere(library: Program) -> None:
    done = library("search", "zzzqqq", "phare", "--json")
    assert done.lines[0]["title"] == PHARE and done.lines[0]["nowhere"] == ["zzzqqq"]
    assert "“zzzqqq” is in no article." in done.err


def test_search_takes_a_dash_for_not(library: Program) -> None:
    assert MARCHE not in titles(library, "search", "le", "-marché")


def test_search_answers_each_line_as_it_comes(library: Program) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "search", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=environment(library.home),
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    for query in ("phare", "crane lang:en", '"', "-", "", "\x1b[31m ) NEAR("):
        process.stdin.write(query.encode() + b"\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert set(answer) >= {"query", "hits", "ms", "corrected", "nowhere", "left_out"}
        assert answer["query"] == query
        assert answer["ms"] >= 0
    process.stdin.close()
    assert process.wait(timeout=30) == 0


def test_search_for_a_person_shows_the_passage(library: Program) -> None:
    out = library("search", "satellite").out
    assert PHARE in out
    assert "satellite" in out


def test_show_as_json_has_the_fields_of_the_contract(library: Program) -> None:
    article = library("show", ids(library)[PHARE], "--json").json
    assert set(article) >= {
        "id", "title", "byline", "date", "language", "source", "url", "blocks", "text",
        "raw_sha256", "annotations",
    }  # fmt: skip
    assert article["byline"] == "Anouk Lestienne"
    assert article["url"] is None
    for block in article["blocks"]:
        assert set(block) == {"kind", "text", "level", "hidden", "start", "end"}
        assert article["text"][block["start"] : block["end"]] == block["text"]


def test_show_as_json_says_what_looks_wrong(reader: Program, tmp_path: Path) -> None:
    line = "The harbour office has published its figures for the year, and all is well."
    folder = tmp_path / "twice"
    folder.mkdir()
    (folder / "figures.txt").write_text(f"{line}\n\nNobody is glad.\n\n{line}\n")
    reader("import", folder)
    (name,) = ids(reader).values()
    flags = reader("show", name, "--json").json["flags"]
    assert [flag["reason"] for flag in flags] == ["The paragraph stands 2 times in the text."]


def test_show_gives_the_bytes_as_they_came(library: Program) -> None:
    raw = library("show", ids(library)[PHARE], "--raw").data
    assert raw == (CORPUS / "presse" / "phare.md").read_bytes()


def test_show_as_text_is_wrapped_and_leaves_out_what_is_hidden(library: Program) -> None:
    out = library("show", ids(library)[PHARE], "--width", "40").out
    assert max(map(len, out.splitlines())) <= 40
    assert out.startswith(PHARE + "\nAnouk Lestienne · 2021-11-03")
    assert out.count(PHARE) == 1
    assert "author:" not in out
    assert "• une échelle de fer\n• un carnet de bord\n" in out
    assert "> Je comptais" in out
    assert max(map(len, library("show", ids(library)[MARCHE]).out.splitlines())) <= 80
    assert (
        max(map(len, library("show", ids(library)[MARCHE], "--width", "0").out.splitlines())) > 90
    )


def test_show_says_what_is_folded_and_all_shows_it(library: Program) -> None:
    article = ids(library)[PHARE]
    folded = library("show", article)
    assert "folded; --all shows them" in folded.err and "author:" not in folded.out
    whole = library("show", article, "--all")
    assert "author:" in whole.out and whole.err == ""


def test_french_punctuation_begins_no_line() -> None:
    text = "Il dit : « Quoi ? » Elle rit ; puis : « Non ! »."
    for width in range(12, 40):
        lines = wrapped(text, width)
        assert " ".join(lines) == text and max(map(len, lines)) <= width
        assert not any(line[0] in ":;?!»" or line[-1] == "«" for line in lines), lines
    assert wrapped("a : b", 1) and wrapped("x :) y", 4) == ["x :)", "y"]


def test_show_lists_the_changes_where_they_stand_in_the_raw_text(
    reader: Program, tmp_path: Path
) -> None:
    raw = "Un cafÃ© trÃ¨s serrÃ©\r\n\r\nOn l'a servi  Ã\xa0 la terrasse, a-t-il rÃ©pÃ©tÃ©.\r\n"
    path = tmp_path / "cafe.txt"
    path.write_bytes(raw.encode())
    reader("import", path)
    identity = reader("list", "--json").lines[0]["id"]
    changes = reader("show", identity, "--changes", "--json").lines
    assert changes
    assert any("é" in change["after"] for change in changes)
    for change in changes:
        assert change["rule"]
        assert 0 <= change["start"] <= change["end"] <= len(raw)
    assert any(raw[each["start"] : each["end"]] == each["before"] for each in changes)
    assert re.search(r"\d+-\d+ .* → ", reader("show", identity, "--changes").out)


def test_an_id_may_be_shortened_to_four_letters(library: Program) -> None:
    identity = ids(library)[CRANE]
    assert library("show", identity[:5], "--json").json["id"] == identity
    assert library("show", identity[:3], expect=None).code in {1, 2}
    assert "no article" in library("show", "zzzzzzzz", expect=1).err.lower()


def test_no_screen_of_the_command_line_passes_an_escape_on(reader: Program, tmp_path: Path) -> None:
    path = tmp_path / "hostile \x1b]0;x\x07 [bold].txt"
    path.write_bytes(
        "Titre \x1b[31mrouge\x1b]52;c;QQ==\x07 \x9b5m [/] \u202efin\n\n".encode()
        + b"Un paragraphe \x1b[2Jqui efface tout \x07 et reste lisible.\n"
    )
    env = {"NO_COLOR": "1"}
    for words in (["import", str(path)], ["list"], ["search", "paragraphe"]):
        with Terminal(*words, home=reader.home, env=env) as terminal:
            assert terminal.wait_for_exit() == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(terminal.raw.decode())
    identity = reader("list", "--json").lines[0]["id"]
    for option in ([], ["--raw"], ["--changes"], ["--json"]):
        with Terminal("show", identity, *option, home=reader.home, env=env) as terminal:
            assert terminal.wait_for_exit() == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(terminal.raw.decode())


def test_an_import_shows_a_bar_only_to_a_terminal(reader: Program, tmp_path: Path) -> None:
    with Terminal("import", CORPUS, home=reader.home) as terminal:
        assert terminal.wait_for_exit() == 0
    assert b"\x1b[" in terminal.raw
    assert "3 added" in terminal.screen
    with Terminal("import", CORPUS, home=reader.home, env={"NO_COLOR": "1"}) as terminal:
        assert terminal.wait_for_exit() == 0
    assert b"\x1b" not in terminal.raw


def test_an_interrupted_import_keeps_what_it_has_and_goes_on(
    reader: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        words = f"Article numéro {number}\n\n" + f"Une phrase {number} sur la mer. " * 40 + "\n"
        (folder / f"{number:04}.txt").write_text(words)
    with Terminal("import", folder, home=reader.home, env={"NO_COLOR": "1"}) as terminal:
        wait_until_it_runs(terminal, reader)
        terminal.press("ctrl+c")
        code = terminal.wait_for_exit()
    assert code in {0, 130}
    kept = len(reader("list", "--json").lines)
    report = reader("import", folder, "--json").json
    assert report["added"] == 600 - kept
    assert len(reader("list", "--json").lines) == 600


def wait_until_it_runs(terminal: Terminal, reader: Program) -> None:
    """Until the library exists, so that the interrupt falls into the import's own work."""
    path = reader.home / "cache" / "library.db"
    while not path.exists():
        assert terminal.is_alive, terminal.screen
        terminal.read(0.01)


def test_signals_are_as_before_after_an_import() -> None:
    from reader.cli.importing import _stopping

    before = signal.getsignal(signal.SIGINT)
    with _stopping() as stop:
        stop.ask()
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            stop.ask()
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("command", ["list", "search"])
def test_what_is_no_field_and_no_date_is_said_in_a_line_each(
    library: Program, command: str
) -> None:
    done = library(command, "colour:red", "after:soon", "--json")
    assert done.err.splitlines()[:2] == [
        "reader: “colour:” is no field, so it is text.",
        "reader: “soon” is no date like 2022, 2022-09 or 2022-09-22.",
    ]
