"""The workers that clean documents: they do what one process does, and a document can't harm them.

Not here: what an import does with their results (`test_ingest`).
"""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.ingest.crew import Crew, chunks_of
from reader.ingest.limits import Limits
from reader.ingest.walk import Found, Skipped, walk
from reader.settings import Folders
from tests.conftest import run_import, write_files
from tests.test_ingest import contents, many


def damaged(count: int) -> list[str]:
    """Texts that cleaning has much to do with."""
    path = Path(__file__).parent / "cases" / "mojibake" / "damaged.json"
    cases = json.loads(path.read_text(encoding="utf-8"))
    return [case["text"] + "\n" for case in cases[-count:]]


@pytest.mark.parametrize("workers", [2, 3, 4])
def test_the_crew_does_what_one_process_does(
    folders: Folders, tmp_path: Path, workers: int
) -> None:
    folder = many(tmp_path / "many", 110)
    write_files(folder, {f"damaged/{n:02d}.txt": text for n, text in enumerate(damaged(40))})
    (folder / "bad.txt").write_bytes(b"\0")
    report = run_import(folder, folders, workers=workers)
    assert (report.added, len(report.skipped)) == (150, 1)
    alone = Folders(*(tmp_path / "alone" / name for name in ("data", "cache", "config", "state")))
    run_import(folder, alone, workers=1)
    assert contents(alone) == contents(folders)


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("os._exit(9)", "a bug in reader"),
        ("__import__('signal').raise_signal(9)", "ended by SIGKILL"),
        ("[each for each in iter(int, 1)]", "too long"),  # without end
        ("bytearray(1 << 33)", "too much memory"),
        ("open('written', 'w')", "a bug in reader"),
    ],
)
def test_a_document_that_ends_its_worker_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, reason: str
) -> None:
    """As if cleaning had a hole: whatever comes through, the rest is imported."""
    assert reason in left_out_where(what, tmp_path, monkeypatch)


def test_a_document_reaches_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        call = f"__import__('socket').create_connection({listening.getsockname()})"
        assert "a bug in reader" in left_out_where(call, tmp_path, monkeypatch)
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_a_process_that_cleans_may_only_read(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("as it was")
    tries = [
        "open('written', 'w')",
        "open('there', 'r+')",
        "os.open('written', os.O_CREAT)",
        "os.truncate('there', 0)",
        "os.rename('there', 'written')",
        "os.remove('there')",
        "os.symlink('there', 'written')",
        "os.mkdir('written')",
        "os.chmod('there', 0)",
        "shutil.copy('there', 'written')",
        "sqlite3.connect('written')",
        "os.system('touch written')",
        "subprocess.run(['touch', 'written'])",
        "os.posix_spawn('/bin/sh', ['sh', '-c', 'touch written'], {})",
        "os.execv('/bin/sh', ['sh', '-c', 'touch written'])",
        "os.fork()",
        "os.kill(os.getppid(), 0)",
        "ctypes.CDLL(None).creat(b'written')",
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "socket.socket(fileno=0)",
        "socket.getaddrinfo('localhost', 80)",
        "sys.settrace(print)",
    ]
    code = (
        "import ctypes, os, shutil, socket, sqlite3, subprocess, sys\n"
        "from reader.ingest.limits import hold\n"
        "hold()\n"
        "assert open('there').read() == 'as it was'\n"
        "for each in sys.argv[1:]:\n"
        "    try: eval(each)\n"
        "    except PermissionError: continue\n"
        "    print(each, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *tries], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "as it was"


@pytest.mark.parametrize("by", ["file", "standard input"])
def test_even_one_document_is_cleaned_by_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """What ends the process that cleans doesn't end the command."""
    text = b"A single document.\n"
    (tmp_path / "one.txt").write_bytes(text)
    name = f"{hashlib.sha256(text).hexdigest()[:16]}.txt" if by == "standard input" else "one.txt"
    open_a_hole(name, "os._exit(9)", tmp_path, monkeypatch)
    words = ["--home", str(tmp_path / "home"), "import", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "reader", *words, "-" if by == "standard input" else "one.txt"],
        input=text,
        cwd=tmp_path,
        capture_output=True,
    )
    (skipped,) = json.loads(done.stdout)["skipped"]
    assert done.returncode == 3 and "a bug in reader" in skipped["reason"]


def open_a_hole(name: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process started from now on does this when it reads a file of that name."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, reader.formats.plain as plain\n"
        "kept = plain.read_file\n"
        f"plain.read_file = lambda p: {what} if p.name == '{name}' else kept(p)\n"
    )
    package = str(Path(__file__).parents[1])
    paths = [str(tmp_path), package, *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


def left_out_where(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Clean 40 documents, one of which does this to its worker; why that one was left out."""
    files = [found for found in walk([many(tmp_path / "many", 40)]) if isinstance(found, Found)]
    deadly = files[20]
    open_a_hole(deadly.path.name, what, tmp_path, monkeypatch)
    with Crew(1, limits=Limits(seconds=0.5)) as crew:
        results = [result for batch in crew.run(chunks_of(files)) for result in batch]
    (skipped,) = [result for result in results if isinstance(result, Skipped)]
    assert skipped.path == deadly.path
    assert len({str(result.path) for result in results}) == 40
    return skipped.reason


@pytest.mark.skipif(sys.platform == "darwin", reason="it doesn't bind memory")
def test_a_document_that_needs_too_much_memory_is_left_out(tmp_path: Path) -> None:
    folder = write_files(many(tmp_path / "many", 8), {"huge.txt": "a" * (30 << 20) + "😀"})
    files = [found for found in walk([folder]) if isinstance(found, Found)]
    with Crew(1, limits=Limits(memory=160 << 20, memory_each=0)) as crew:
        results = [result for batch in crew.run(chunks_of(files)) for result in batch]
    (skipped,) = [result for result in results if isinstance(result, Skipped)]
    assert (skipped.path.name, skipped.reason) == ("huge.txt", "cleaning it takes too much memory")
    assert len(results) == 9


def test_without_workers_the_work_is_done_here(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    report = run_import(many(tmp_path / "many", 40), folders, workers=2)
    assert report.added == 40


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """A parent that is killed leaves no process behind."""
    code = (
        "import sys, time; from pathlib import Path; from reader.ingest.crew import *;"
        "from reader.ingest.walk import walk;"
        "crew = Crew(2);"
        "steps = crew.run(chunks_of(walk([Path(sys.argv[1])])));"
        "[next(steps) for _ in range(4)];"
        "print(*[w.process.pid for w in crew._workers], flush=True); time.sleep(60)"
    )
    folder = many(tmp_path / "many", 120)
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(pids) == 2 and all(is_running(pid) for pid in pids)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(1200):
        if not any(is_running(pid) for pid in pids):
            break
        threading.Event().wait(0.05)
    assert not any(is_running(pid) for pid in pids)


def is_running(pid: int) -> bool:
    """Neither gone nor waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"
    except OSError:
        return False
