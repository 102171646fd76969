"""Closing under another thread's statement: SQLite would read freed memory, and the process end.

In a process of its own, since a crash would take the tests with it.
"""

import subprocess
import sys
from pathlib import Path

import pytest

_ROUNDS = 60  # closing crashes only when it falls between two instructions of the other thread
_AT_WORK = """
import sys, threading
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.settings import find_folders

folders = find_folders(sys.argv[1])
opened = {"library": Library, "notes": Notes}[sys.argv[2]].open(folders)
connection = opened.connection if sys.argv[2] == "library" else opened._connections.here
found = []

def work(started):
    db = connection()
    db.create_function("started", 0, lambda: started.set() or 1)
    count = "SELECT x + 1 FROM c LIMIT 100000"
    sql = f"WITH RECURSIVE c(x) AS (SELECT started() UNION ALL {count}) SELECT count(*) FROM c"
    found.append(db.execute(sql).fetchone()[0])

for _ in range(int(sys.argv[3])):
    started = threading.Event()
    thread = threading.Thread(target=work, args=(started,))
    thread.start()
    started.wait()
    opened.close()
    thread.join()
print(len(found), set(found))
"""


@pytest.mark.parametrize("which", ["library", "notes"])
def test_a_statement_that_runs_is_finished(which: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _AT_WORK, str(tmp_path), which, str(_ROUNDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"{_ROUNDS} {{100000}}\n"), done.stderr
