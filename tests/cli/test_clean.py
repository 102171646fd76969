"""`reader clean` as a filter: streams, JSON and what is said of bad input."""

import contextlib
import json
import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.terminal import PROGRAM, Terminal, environment

KEYS = {
    "id", "encoding", "kind", "title", "title_inferred", "date", "date_inferred", "language",
    "text", "articles", "edits", "flags",
}  # fmt: skip
TEXT = "Le port de Rouen\n\nLa marée était haute ce matin-là, et les grues dormaient encore.\n"


def test_a_clean_text_comes_out_as_it_went_in(reader: Program) -> None:
    assert reader("clean", stdin=TEXT.encode()).out == TEXT
    assert reader("clean", "-", stdin=TEXT.encode()).out == TEXT


def test_a_stage_gives_exactly_its_text(reader: Program) -> None:
    raw = "  Un  café\r\n\r\n\r\nfin"
    assert reader("clean", "--until", "decode", stdin=raw.encode()).out == raw
    damaged = "Un cafÃ© trÃ¨s serrÃ©, a-t-il rÃ©pÃ©tÃ© Ã  la mariÃ©e"
    done = reader("clean", "--until", "encoding", stdin=damaged.encode())
    assert done.out == "Un café très serré, a-t-il répété à la mariée"


def test_json_says_all_that_is_known(reader: Program, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(TEXT, encoding="latin-1")
    found = reader("clean", "--json", path).json
    assert set(found) == KEYS
    assert found["id"] == str(path)
    assert found["encoding"] not in {None, "utf-8"}
    assert found["text"].strip() == TEXT.strip()
    assert {"title", "title_inferred", "byline", "date", "language", "blocks"} <= set(
        found["articles"][0]
    )
    assert {"kind", "text", "hidden"} <= set(found["articles"][0]["blocks"][0])


def test_what_is_unknown_is_null(reader: Program) -> None:
    found = reader("clean", "--json", stdin=b"x\n").json
    assert (found["id"], found["date"], found["title"]) == (None, None, None)


def test_lines_come_back_one_for_one_with_their_ids(reader: Program) -> None:
    texts = ["Un", "deux\n\ntrois", "", "\u2028 quatre \u0085", "\ud800 cinq", "[/] \x1b[31m"]
    lines = [{"id": number, "raw": text} for number, text in enumerate(texts)]
    stdin = "".join(json.dumps(line) + "\n" for line in lines).encode()
    found = reader("clean", "--jsonl", stdin=stdin).lines
    assert [each["id"] for each in found] == list(range(len(texts)))
    assert all(set(each) == KEYS and each["encoding"] is None for each in found)
    data = reader("clean", "--jsonl", stdin=stdin).data
    assert len(data.decode("utf-8").splitlines()) == len(texts)  # no other line break either
    assert b"\x1b" not in data


def test_a_bad_line_is_answered_and_the_others_go_on(reader: Program) -> None:
    stdin = b'{"id": 1, "raw": "a"}\nnonsense\n\n{"id": 2}\n[' + b"[" * 5000 + b'\n{"raw": "b"}\n'
    done = reader("clean", "--jsonl", stdin=stdin, expect=3)
    assert [each["id"] for each in done.lines] == [1, None, 2, None, None]
    assert [("error" in each) for each in done.lines] == [False, True, True, True, False]
    assert "Line 2" in done.err
    assert "Line 4" in done.err


def test_each_line_is_answered_before_the_next_is_asked(reader: Program) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "clean", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=environment(reader.home),
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    for number in range(3):
        process.stdin.write(json.dumps({"id": number, "raw": "texte"}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == number
    process.stdin.close()
    assert process.wait(timeout=30) == 0


def test_nothing_is_kept(reader: Program) -> None:
    reader("clean", stdin=TEXT.encode())
    assert not reader.home.exists()


def test_bad_input_is_a_sentence(reader: Program, tmp_path: Path) -> None:
    assert "no file" in reader("clean", tmp_path / "gone", expect=1).err
    assert "is a folder" in reader("clean", tmp_path, expect=1).err
    assert "no file of text" in reader("clean", "/dev/tty", expect=1).err


def test_a_pipe_with_a_name_is_a_file(reader: Program, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(TEXT.encode(),))
    writer.start()
    assert reader("clean", path).out == TEXT
    writer.join()


@pytest.mark.parametrize("words", [["clean"], ["clean", "--until", "decode"], ["clean", "--json"]])
def test_a_terminal_gets_no_escape_from_a_text(
    reader: Program, tmp_path: Path, words: list[str]
) -> None:
    path = tmp_path / "hostile.txt"
    path.write_bytes("avant \x1b]52;c;AAAA\x07 \x9b31m après \u202e [/] fin".encode())
    with Terminal(*words, path, home=reader.home, env={"NO_COLOR": "1"}) as terminal:
        assert terminal.wait_for_exit() == 0
    text = terminal.raw.decode("utf-8")
    assert "avant" in text
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)


def test_each_field_is_there_with_its_type(reader: Program) -> None:
    body = "La marÃ©e apporte des milliers de sacs. Les milliersde sacs sont là."
    raw = f"Le port\n\nPar Anne Roux\n\n3 mai 2022\n\n{body}\n"
    stdin = json.dumps({"id": "a", "raw": raw}).encode()
    (found,) = reader("clean", "--jsonl", stdin=stdin).lines
    assert (found["id"], found["kind"], found["title"]) == ("a", "article", "Le port")
    assert (found["date"], found["date_inferred"], found["language"]) == ("2022-05-03", False, "fr")
    (article,) = found["articles"]
    assert (article["byline"], article["date"]) == ("Anne Roux", "2022-05-03")
    assert [block["hidden"] for block in article["blocks"]] == [False, True, True, False]
    types = {"stage": str, "rule": str, "start": int, "end": int, "before": str, "after": str}
    assert found["edits"]
    for edit in found["edits"]:
        assert {key: type(edit[key]) for key in types} == types
        assert edit["confidence"] in {"certain", "likely", "inferred"}
    assert [set(flag) for flag in found["flags"]] == [{"text", "reason"}]


@pytest.mark.parametrize("identity", [1, 1.5, "x", None, True, [1, "a"], {"a": None}, "\ud800"])
def test_an_id_comes_back_as_it_was(reader: Program, identity: object) -> None:
    stdin = json.dumps({"id": identity, "raw": "Un texte."}).encode()
    assert reader("clean", "--jsonl", stdin=stdin).lines[0]["id"] == identity


@pytest.mark.parametrize(
    "line",
    [b'{"id": 7, "raw": 5}', b'{"id": 7, "raw": null}', b'{"id": 7}', b'{"id": 7, "raw": ["a"]}'],
)
def test_a_raw_that_is_no_text_is_said_under_its_id(reader: Program, line: bytes) -> None:
    (found,) = reader("clean", "--jsonl", stdin=line, expect=3).lines
    assert set(found) == {"id", "error"}
    assert found["id"] == 7


@pytest.mark.parametrize(
    "line", [b"[1]", b'"a"', b"null", b'{"id": NaN, "raw": "a"}', b'{"raw": "caf\xe9"}', b"{"]
)
def test_what_is_no_object_of_json_is_said(reader: Program, line: bytes) -> None:
    (found,) = reader("clean", "--jsonl", stdin=line, expect=3).lines
    assert found["id"] is None
    assert "line 1" in found["error"]


def test_an_empty_text_is_an_empty_text(reader: Program, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert reader("clean", path).out == ""
    assert reader("clean", "--json", path).json["text"] == ""


def test_no_text_is_refused_and_the_other_files_are_cleaned(
    reader: Program, tmp_path: Path
) -> None:
    binary, text = tmp_path / "binary", tmp_path / "text.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    text.write_text(TEXT)
    assert "is not text" in reader("clean", binary, expect=1).err
    assert "is not text" in reader("clean", stdin=binary.read_bytes(), expect=1).err
    done = reader("clean", binary, text, tmp_path / "gone", expect=3)
    assert done.out == TEXT
    assert "no file" in done.err


def test_a_huge_file_is_refused_at_once(reader: Program, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    assert "larger than" in reader("clean", path, expect=1).err


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_text(reader: Program, encoding: str) -> None:
    for text in (
        TEXT,
        "Порт\n\nКраны ещё спали, и вода была высокой.\n",
        "港\n\n昨夜，水位很高。\n",
    ):
        found = reader("clean", "--json", stdin=text.encode(encoding)).json
        assert (found["encoding"], found["text"]) == (encoding, text)


def test_a_reader_who_leaves_is_no_error(reader: Program) -> None:
    line = json.dumps({"id": 1, "raw": "Un texte."}).encode() + b"\n"
    process = subprocess.Popen(
        [*PROGRAM, "clean", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment(reader.home),
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(line)
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(line * 5)
        process.stdin.close()
    process.wait(timeout=30)
    assert process.stderr.read() == b""
