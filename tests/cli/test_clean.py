"""`reader clean` as a filter: streams, JSON and what is said of bad input."""

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
    assert [each["id"] for each in done.lines] == [1, None, None, None, None]
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
