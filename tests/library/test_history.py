"""What was searched for: kept once, bounded, private, from several windows."""

import threading
from pathlib import Path

import pytest

from reader.library.history import MOST, History, Walk
from reader.settings import Folders, find_folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    found = find_folders(str(tmp_path))
    found.make()
    return found


def test_the_newest_comes_first_and_each_once(folders: Folders) -> None:
    history = History(folders)
    assert history.latest() == []
    for query in ("goat", "ferry lang:en", " goat ", "", "a\nb\u2028c\ud800"):
        history.add(query)
    assert History(folders).latest() == ["a\nb\u2028c\ud800", "goat", "ferry lang:en"]
    history.forget()
    assert history.latest() == []


def test_it_is_bounded_and_for_the_users_eyes_only(folders: Folders) -> None:
    history = History(folders)
    history.add("x" * 5000)
    for number in range(MOST + 5):
        history.add(f"query {number}")
    assert len(history.latest()) == MOST
    assert history.latest()[0] == f"query {MOST + 4}"
    for path in folders.state.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_windows_lose_nothing_of_each_other(folders: Folders) -> None:
    def type_ten(name: str) -> None:
        for number in range(10):
            History(folders).add(f"{name} {number}")

    threads = [threading.Thread(target=type_ten, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(History(folders).latest()) == sorted(
        f"{n} {i}" for n in "abcd" for i in range(10)
    )


def test_a_damaged_line_costs_only_itself(folders: Folders) -> None:
    history = History(folders)
    history.add("goat")
    path = folders.state / "searches.jsonl"
    path.write_bytes(b'{"x":1}\n\xff\xfe\n[' + b"[" * 5000 + b"\n" + path.read_bytes() + b'"cut')
    assert history.latest() == ["goat"]
    history.add("ferry")
    assert history.latest() == ["ferry", "goat"]


def test_a_walk_goes_back_and_returns_to_the_draft() -> None:
    walk = Walk(["new", "old"], "dra")
    assert [walk.step(1) for _ in range(3)] == ["new", "old", "old"]
    assert [walk.step(-1) for _ in range(3)] == ["new", "dra", "dra"]
    assert walk.is_back
