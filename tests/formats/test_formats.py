"""Reading a document: what kinds there are, and one clear reason for each that is none."""

import os
import socket
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.formats import FORMATS, files, read


def test_a_document_is_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9 \x85 au lait\n")
    found = read(path, "here/a.txt", "here")
    assert (found.data, found.media_type) == (path.read_bytes(), "text/plain")
    assert (found.source, found.collection, found.path) == ("here/a.txt", "here", str(path))
    assert found.modified_ns == path.stat().st_mtime_ns


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.text", "text/plain"),
        ("A.TXT", "text/plain"),
        ("notes", "text/plain"),
        ("a.md", "text/markdown"),
        ("a.Markdown", "text/markdown"),
    ],
)
def test_the_ending_says_what_it_is(tmp_path: Path, name: str, media_type: str) -> None:
    path = tmp_path / name
    path.write_text("Some words.\n")
    assert read(path, name, "").media_type == media_type


def test_every_format_reads(tmp_path: Path) -> None:
    for suffix in FORMATS:
        path = tmp_path / f"a{suffix}"
        path.write_text("Some words.\n")
        assert read(path, "s", "c").data == b"Some words.\n"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_text_is_text(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes("Ein Text mit vielen Wörtern.\n".encode(codec))
    assert read(path, "s", "c").data == path.read_bytes()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1", "NUL"),
        (b"words, and then " * 5000 + b"\0", "NUL"),
        (bytes(range(1, 32)) * 20, "not text"),
    ],
)
def test_what_is_no_text_is_left_out(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ReaderError, match=reason):
        read(path, "s", "c")


def test_terminal_escapes_alone_do_not_make_it_binary(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(b"\x1b[1mBold\x1b[0m words\n" * 10)
    assert read(path, "s", "c").data


def test_no_pipe_socket_folder_or_device_holds_us(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "s.txt"))
    for name, reason in (
        ("pipe.txt", "pipe"),
        ("folder.txt", "folder"),
        ("device.txt", "device"),
        ("s.txt", "can't be read"),
        ("missing.txt", "no such file"),
    ):
        with pytest.raises(ReaderError, match=reason):
            read(tmp_path / name, "s", "c")
    server.close()


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with pytest.raises(ReaderError, match="larger than 64 MiB"):
        read(path, "s", "c")


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_a_line_may_be_long_but_not_endless(end: bytes) -> None:
    line = b"a" * files.LONGEST_LINE
    assert files.not_text(b"b" + end + line) == ""
    assert files.not_text(line + end + b"b") == ""
    assert files.not_text(b"b" + end + line + b"a") == "a line of it is longer than 32 MiB"


def test_an_unknown_ending_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="“.docx” files can't be read"):
        read(tmp_path / "a.docx", "s", "c")


def test_no_permission_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Secret.\n")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read everything, nobody may not
    try:
        with pytest.raises(ReaderError, match="permission"):
            read(path, "s", "c")
    finally:
        os.seteuid(user)
