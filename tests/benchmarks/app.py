"""How long the app takes: start, keys, opening, memory. Run by hand, on a machine at rest.

    python -m tests.benchmarks.app [--articles 1000000] [--runs 15] [--home FOLDER]

Everything is measured from outside, through a pseudo-terminal that answers as a modern one does,
so a frame ends where the program says so (`ESC [ ? 2026 l`). Wall milliseconds; the processor's
share of a key is read from the kernel's account of the process.
"""

import argparse
import compileall
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import reader as reader_package
from tests.benchmarks.corpus import build

FRAME_END = b"\x1b[?2026l"
SHOWN = b"\xe2\x97\x8f "  # the sign of an unread article
MIB = 1024 * 1024
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("ready " * 40)
Bare().run()
"""


class Terminal:
    """A child on a pseudo-terminal of 120x40; reads its frames."""

    def __init__(self, arguments: Sequence[str], home: Path) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.environ.update(READER_HOME=str(home), TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(arguments[0], list(arguments))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.seen = b""

    def read_until(self, wanted: Callable[[bytes], bool], timeout: float = 30.0) -> float:
        """Read until the bytes since the last call satisfy; the moment they did."""
        data, deadline = b"", time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            if not select.select([self.fd], [], [], 0.05)[0]:
                continue
            data += os.read(self.fd, 1 << 16)
            if b"\x1b[?2026$p" in data and b"\x1b[?2026$p" not in self.seen:
                os.write(self.fd, b"\x1b[?2026;2$y")
                self.seen += b"\x1b[?2026$p"
            if wanted(data):
                return time.perf_counter()
        raise TimeoutError(f"not seen: {data[-400:]!r}")

    def settle(self, seconds: float = 0.15) -> None:
        """Read until nothing comes for a while."""
        while select.select([self.fd], [], [], seconds)[0]:
            os.read(self.fd, 1 << 16)

    def key(self, key: bytes) -> float:
        """Milliseconds from a key to the end of the next frame."""
        before = time.perf_counter()
        os.write(self.fd, key)
        return 1000 * (self.read_until(lambda data: FRAME_END in data) - before)

    def cpu(self) -> float:
        """Processor milliseconds of all threads so far."""
        tasks = Path(f"/proc/{self.pid}/task")
        return sum(int((t / "schedstat").read_text().split()[0]) for t in tasks.iterdir()) / 1e6

    def memory(self) -> tuple[float, float]:
        """MiB that are its own (anonymous), and all that is resident."""
        text = Path(f"/proc/{self.pid}/status").read_text()
        found = {line.split(":")[0]: line.split()[1] for line in text.splitlines() if "kB" in line}
        return int(found["RssAnon"]) / 1024, int(found["VmRSS"]) / 1024

    def close(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def reader() -> list[str]:
    """The program, as this Python has it."""
    return [sys.executable, "-m", "reader"]


def first_paint(arguments: Sequence[str], home: Path, shown: bytes) -> float:
    """Milliseconds from the start of the process to the first frame with a text of its own."""
    terminal = Terminal(arguments, home)
    seen = terminal.read_until(lambda d: shown in d and FRAME_END in d[d.index(shown) :])
    terminal.close()
    return 1000 * (seen - terminal.started)


def kept_paint(home: Path) -> float:
    """Milliseconds from the start to the whole screen that was kept when one left."""
    leaving = Terminal(reader(), home)
    leaving.read_until(lambda d: SHOWN in d and FRAME_END in d[d.index(SHOWN) :])
    leaving.settle()
    os.write(leaving.fd, b"Q")
    leaving.read_until(lambda d: b"\x1b[?1049l" in d)
    leaving.close()
    size = len((home / "state" / "frame").read_bytes().split(b"\n\n", 1)[1])
    terminal = Terminal(reader(), home)
    seen = terminal.read_until(lambda d: len(d) >= size)
    terminal.close()
    return 1000 * (seen - terminal.started)


def first_key(home: Path, shown: bytes) -> float:
    """Milliseconds from the start to the live frame that answers the first key."""
    (home / "state" / "frame").unlink(missing_ok=True)
    terminal = Terminal(reader(), home)
    terminal.read_until(lambda d: shown in d and FRAME_END in d[d.index(shown) :])
    os.write(terminal.fd, b"j")
    done = terminal.read_until(lambda d: FRAME_END in d)
    terminal.close()
    return 1000 * (done - terminal.started)


def starts(homes: dict[str, Path], runs: int) -> None:
    """Start beside a bare Textual app, in turn."""
    times: dict[str, list[float]] = {"bare Textual app": [], **{name: [] for name in homes}}
    for _ in range(runs + 1):
        bare = [sys.executable, "-c", BARE]
        times["bare Textual app"].append(first_paint(bare, Path(), b"ready"))
        for name, home in homes.items():
            (home / "state" / "frame").unlink(missing_ok=True)
            times[name].append(first_paint(reader(), home, SHOWN))
    base = statistics.median(times["bare Textual app"][1:])
    for name, found in times.items():
        middle = statistics.median(found[1:])
        print(f"first paint, {name:<28} {middle:7.0f} ms   {middle / base:5.2f} x bare")
    for name, home in homes.items():
        found = [kept_paint(home) for _ in range(max(3, runs // 3))]
        print(f"kept paint,  {name:<28} {statistics.median(found):7.0f} ms")
        found = [first_key(home, SHOWN) for _ in range(max(3, runs // 3))]
        print(f"first key,   {name:<28} {statistics.median(found):7.0f} ms")


def percentiles(found: Sequence[float]) -> str:
    """p50, p95 and the worst."""
    ranked = sorted(found)
    p95 = ranked[int(0.95 * (len(ranked) - 1))]
    return f"p50 {statistics.median(ranked):6.1f}  p95 {p95:6.1f}  max {ranked[-1]:6.1f} ms"


def keys(home: Path) -> None:
    """Keys in the list, one after another as fast as frames come, then at 30 a second."""
    terminal = Terminal(reader(), home)
    terminal.read_until(lambda d: b"\xe2\x97\x8f " in d and FRAME_END in d)
    terminal.settle(0.6)
    os.write(terminal.fd, b"\x1b[H")  # it begins at the article that was read last
    terminal.settle(0.6)
    for name, key, times in (
        ("Down", b"\x1b[B", 200),
        ("PageDown", b"\x1b[6~", 200),
        ("End, Home", b"", 40),
        ("Tab", b"\t", 20),
    ):
        found, before = [], terminal.cpu()
        for i in range(times):
            found.append(terminal.key(key or (b"\x1b[F" if i % 2 else b"\x1b[H")))
            if name != "Down":
                terminal.settle(0.03)
        cpu = (terminal.cpu() - before) / times
        print(f"{name:<22} {percentiles(found)}   {cpu:5.1f} ms of processor each")
    print_memory("after those keys", terminal)
    held(terminal)
    for _ in range(1500):
        terminal.key(b"\x1b[6~")
    terminal.key(b"\x1b[F")
    terminal.settle()
    print_memory("after 1,500 PageDown", terminal)
    escape(terminal)
    terminal.close()


def print_memory(when: str, terminal: Terminal) -> None:
    """What the process takes now."""
    own, resident = terminal.memory()
    print(f"{when:<22} own {own:.0f} MiB, resident {resident:.0f} MiB")


def held(terminal: Terminal) -> None:
    """A key held down: 75 times at 30 Hz, and how many frames came."""
    terminal.key(b"\x1b[H")
    terminal.settle()
    frames, due = 0, time.perf_counter()
    for _ in range(75):
        os.write(terminal.fd, b"\x1b[B")
        due += 1 / 30
        while (left := due - time.perf_counter()) > 0:
            if select.select([terminal.fd], [], [], left)[0]:
                frames += os.read(terminal.fd, 1 << 16).count(FRAME_END)
    print(f"Down held at 30 Hz      {min(frames, 75)} of 75 frames")


def escape(terminal: Terminal) -> None:
    """A lone Escape, closing the help page."""
    found = []
    for _ in range(15):
        terminal.key(b"?")
        terminal.settle()
        found.append(terminal.key(b"\x1b"))
        terminal.settle()
    print(f"lone Escape             {percentiles(found)}")


def articles(home: Path) -> None:
    """Opening texts of three lengths, paging, and what that takes."""
    for label, size in (("5 kB", 5_000), ("200 kB", 200_000), ("2 MB", 2_000_000)):
        folder = home / label.replace(" ", "")
        shutil.rmtree(folder, ignore_errors=True)  # it may be left in the article, read on there
        folder.mkdir(parents=True)
        write_article(folder / "long.txt", size)
        here = ["--home", str(folder / "home")]
        arguments = [*reader(), *here, "import", str(folder / "long.txt")]
        os.spawnv(os.P_WAIT, sys.executable, arguments)
        opened = []
        for _ in range(5):
            terminal = Terminal([*reader(), *here], home)
            terminal.read_until(lambda d: b"\xe2\x97\x8f " in d or b"Plain" in d)
            terminal.settle(0.8)
            before = time.perf_counter()
            os.write(terminal.fd, b"\r")
            opened.append(1000 * (terminal.read_until(lambda d: FRAME_END in d) - before))
            terminal.settle(0.8)
            if len(opened) < 5:
                terminal.close()
        paged = [terminal.key(b"\x1b[6~") for _ in range(100 if size > 9_000 else 1)]
        own, resident = terminal.memory()
        terminal.close()
        print(f"{label:<7} Enter to first screen {percentiles(opened)}")
        print(f"{label:<7} PageDown              {percentiles(paged)}   own {own:.0f} MiB, "
              f"resident {resident:.0f} MiB")  # fmt: skip


def write_article(path: Path, size: int) -> None:
    """A text of a size in bytes, of paragraphs such as articles have."""
    sentence = "Plain words stand here in a row so that lines wrap as they do in an article. "
    paragraph = sentence * 7
    count = max(1, size // len(paragraph))
    body = "\n\n".join(f"{i}. {paragraph}" for i in range(count))
    path.write_text(f"# Plain words\n\n{body}\n", encoding="utf-8")


def main() -> None:
    """Build what is missing, measure, print.

    The sources are compiled first, as installing does it: where Python writes no bytecode, each
    start would compile them, and Textual's be compiled already.
    """
    compileall.compile_dir(str(Path(reader_package.__file__).parent), quiet=1)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "reader-bench")
    given = parser.parse_args()
    small, large = given.home / "13", given.home / str(given.articles)
    for home, count in ((small, 13), (large, given.articles)):
        if not (home / "cache" / "library.db").exists():
            build(home, count)
    starts({"13 articles": small, f"{given.articles:,} articles": large}, given.runs)
    keys(large)
    articles(given.home / "long")


if __name__ == "__main__":
    main()
