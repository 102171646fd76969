"""The workers that clean documents: they do what one process does, and a document can't harm them.

Not here: what an import does with their results (`test_ingest`).
"""

import json
import os
import signal
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
        ("os.kill(os.getpid(), 9)", "ended by SIGKILL"),
        ("[each for each in iter(int, 1)]", "too long"),  # without end
        ("bytearray(1 << 33)", "too much memory"),
        ("open(os.environ['WRITTEN'], 'w').write('of a stranger')", "a bug in reader"),
    ],
)
def test_a_document_that_ends_its_worker_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, reason: str
) -> None:
    """As if cleaning had a hole: whatever comes through, the rest is imported."""
    files = [found for found in walk([many(tmp_path / "many", 64)]) if isinstance(found, Found)]
    deadly = files[20]
    (tmp_path / "sitecustomize.py").write_text(
        "import os, reader.formats.plain as plain\n"
        "kept = plain.read_file\n"
        f"plain.read_file = lambda p: {what} if p.name == '{deadly.path.name}' else kept(p)\n"
    )
    written = tmp_path / "written"
    monkeypatch.setenv("WRITTEN", str(written))
    monkeypatch.setenv(
        "PYTHONPATH",
        os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]])
        if "PYTHONPATH" in os.environ
        else str(tmp_path),
    )
    with Crew(2, limits=Limits(seconds=0.5)) as crew:
        results = [result for batch in crew.run(chunks_of(files)) for result in batch]
    (skipped,) = [result for result in results if isinstance(result, Skipped)]
    assert skipped.path == deadly.path and reason in skipped.reason
    assert len({str(result.path) for result in results}) == 64
    assert not written.exists() or not written.read_bytes()


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
    for _ in range(200):
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
