"""A disk that can lose its power: the system calls of a true program, replayed up to a cut.

In goes what strace recorded below a folder, out comes that folder as a cut may leave it.

What is modelled: the bytes of a file are certain up to the last fsync or fdatasync of that file.
Of each later write all is there, or nothing, or any of its sectors of 512 bytes, whatever became of
the writes before it; where a lost write made the file longer, the new length may be there all the
same, with zeros. A later truncation is there or not. Names (create, mkdir, rename, unlink) come in
two kinds of disk. "ordered" is ext4, XFS, btrfs: an fsync of anything brings to disk all changes of
names before it, and of later ones any first part is there. "posix" promises only what the standard
does: a name is certain after an fsync of the folder that holds it, else any of them may be missing.
A rename is whole or not at all; a sector is whole or not at all.

Not modelled: bytes that rot, a disk that lies about an fsync, sectors that a write did not touch.
"""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

SECTOR = 512
_CALLS = (
    "openat,write,pwrite64,truncate,ftruncate,rename,renameat,renameat2,"
    "unlink,unlinkat,fsync,fdatasync,mkdir,mkdirat,link,linkat,writev,pwritev"
)
_OF_FILES = {
    "write": "append",
    "pwrite64": "write",
    "ftruncate": "truncate",
    "fsync": "sync",
    "fdatasync": "sync",
}
_CALL = re.compile(r"(\w+)\((.*)\) += (\d+)(?:<.*>)?")  # those that worked
_FILE = re.compile(r"(\d+)<([^<>]*)>")
_TEXT = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One system call that changed something below the folder, or a message to the outside."""

    verb: str  # make, folder, append, write, truncate, rename, drop, sync, say
    path: str  # below the folder
    data: bytes = b""
    number: int = 0  # an offset or a size
    to: str = ""


def record(home: Path, program: Sequence[str], trace: Path) -> list[Call]:
    """Run a program and return what it did below `home`, and what it said."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace, which records system calls, is not installed")
    options = ["-qq", "-y", "-xx", "-s", "9999999", "-e", f"trace={_CALLS}", "-o", str(trace)]
    command = [strace, *options, *program]
    done = subprocess.run(command, capture_output=True, text=True)
    if "ptrace" in done.stderr or "PTRACE" in done.stderr:
        pytest.skip("strace may not look into programs here")
    assert done.returncode == 0, done.stderr
    below = len(str(home)) + 1
    return [
        replace(call, path=call.path[below:], to=call.to[below:])
        for call in _calls(trace, str(home))
    ]


def _calls(trace: Path, home: str) -> Iterator[Call]:
    appending: dict[str, bool] = {}
    for line in trace.read_text().splitlines():
        if not (found := _CALL.fullmatch(line)):
            continue
        name, given, answer = found[1], found[2], found[3]
        texts = [_bytes(text) for text in _TEXT.findall(given)]
        if file := _FILE.match(given):
            number, path = file[1], _bytes(file[2]).decode()
            if name == "write" and number == "1":
                yield Call("say", "", texts[0])
            elif _is_in(path, home):
                assert name in _OF_FILES and (name != "write" or appending[number]), line
                yield _of_a_file(name, path, given, texts)
                assert not texts or len(texts[0]) == int(answer), line
            continue
        paths = [os.fsdecode(text) for text in texts]
        if not _is_in(paths[0], home):
            continue
        if name != "openat":
            yield _of_a_name(name, given, paths)
        else:
            assert "O_TRUNC" not in given, line
            appending[answer] = "O_APPEND" in given
            if "O_CREAT" in given:
                yield Call("make", paths[0])


def _of_a_file(name: str, path: str, given: str, texts: list[bytes]) -> Call:
    verb = _OF_FILES[name]
    number = int(given.rsplit(", ", 1)[1]) if verb in ("write", "truncate") else 0
    return Call(verb, path, texts[0] if texts else b"", number)


def _of_a_name(name: str, given: str, paths: list[str]) -> Call:
    if name == "truncate":
        return Call("truncate", paths[0], number=int(given.rsplit(", ", 1)[1]))
    if name.startswith("rename"):
        return Call("rename", paths[0], to=paths[1])
    verbs = {"mkdir": "folder", "mkdirat": "folder", "unlink": "drop", "unlinkat": "drop"}
    return Call(verbs[name], paths[0])  # a KeyError is a call that the model doesn't know


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


def _is_in(path: str, home: str) -> bool:
    return path == home or path.startswith(home + "/")


@dataclass(slots=True)
class Content:
    """A file's bytes: those that are certain, and the changes since. Nothing, for a folder."""

    is_folder: bool = False
    certain: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: truncated there
    size: int = 0

    def change(self, place: int, data: bytes | None) -> None:
        self.waiting.append((place, data))
        self.size = place if data is None else max(self.size, place + len(data))

    def sync(self) -> None:
        for place, data in self.waiting:
            _put(self.certain, place, data)
        self.waiting.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """What may be found: of each change since the last fsync all, nothing, or some."""
        left = bytearray(self.certain)
        for place, data in self.waiting:
            fate = chance.choice(("there", "lost", "torn"))
            if fate == "there" or (data is None and fate == "torn"):
                _put(left, place, data)
            elif data is not None:
                if chance.random() < 0.5 and place + len(data) > len(left):
                    left.extend(bytes(place + len(data) - len(left)))
                if fate == "torn":
                    _put_some(left, place, data, chance)
        return bytes(left)


def _put(target: bytearray, place: int, data: bytes | None) -> None:
    if len(target) < place:
        target.extend(bytes(place - len(target)))
    if data is None:
        del target[place:]
    else:
        target[place : place + len(data)] = data


def _put_some(target: bytearray, place: int, data: bytes, chance: random.Random) -> None:
    for start in range(place - place % SECTOR, place + len(data), SECTOR):
        first = max(place, start)
        if chance.random() < 0.5:
            _put(target, first, data[first - place : start + SECTOR - place])


class Disk:
    """The files and folders of a folder, with what is certain of them and what is not."""

    def __init__(self, start: Path, kind: str) -> None:
        """Begin with what is in `start`, all of it certain."""
        self.kind = kind
        self._now: dict[str, Content] = {"": Content(is_folder=True)}
        for path in sorted(start.rglob("*")):
            data = b"" if path.is_dir() else path.read_bytes()
            name = str(path.relative_to(start))
            self._now[name] = Content(path.is_dir(), bytearray(data), size=len(data))
        self._certain = dict(self._now)
        self._waiting: list[tuple[str, str, Content]] = []  # from, to, what

    def do(self, call: Call) -> None:
        path = call.path
        if call.verb in ("make", "folder"):
            if path not in self._now:
                self._name("", path, Content(call.verb == "folder"))
        elif call.verb == "rename":
            self._name(path, call.to, self._now[path])
        elif call.verb == "drop":
            self._name(path, "", self._now[path])
        elif call.verb == "append":
            self._now[path].change(self._now[path].size, call.data)
        elif call.verb == "write":
            self._now[path].change(call.number, call.data)
        elif call.verb == "truncate":
            self._now[path].change(call.number, None)
        elif call.verb == "sync":
            self._sync(path)

    def _name(self, old: str, new: str, what: Content) -> None:
        self._waiting.append((old, new, what))
        _rename(self._now, old, new, what)

    def _sync(self, path: str) -> None:
        self._now[path].sync()
        waiting, self._waiting = self._waiting, []
        for old, new, what in waiting:
            holders = {name.rpartition("/")[0] for name in (old, new) if name}
            if self.kind == "ordered" or path in holders:
                _rename(self._certain, old, new, what)
            else:
                self._waiting.append((old, new, what))

    def after_cut(self, chance: random.Random, target: Path) -> None:
        """Write what may be found into `target`."""
        names = dict(self._certain)
        for old, new, what in self._waiting:
            if chance.random() < 0.5:
                _rename(names, old, new, what)
            elif self.kind == "ordered":
                break
        target.mkdir()
        for path, content in sorted(names.items())[1:]:
            place = target / path
            if not place.parent.is_dir():
                continue  # lost with the name of its folder
            if content.is_folder:
                place.mkdir()
            else:
                place.write_bytes(content.after_cut(chance))


def _rename(names: dict[str, Content], old: str, new: str, what: Content) -> None:
    if old:
        names.pop(old, None)
    if new:
        names[new] = what
