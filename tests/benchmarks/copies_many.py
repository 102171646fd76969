"""What finding the copies of an article costs as the library grows: `copies --articles N`.

Most articles are nobody's copies, and only their sketches are made up; in between stand, as in a
scraped library, one page that comes back again and again (3 %), edited copies of a few hundred
stories (2 %) and reports of one template, which share their keys and are no copies (1 %).
"""

import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.library import copies
from reader.library.prepared import Prepared
from reader.library.writer import Writer
from reader.settings import find_folders
from reader.text.similarity import Sketch, sketch
from tests.benchmarks.copies import Newsroom, text_of
from tests.benchmarks.corpus import _document

STEPS = 5  # measured apart
_EACH = 1000  # articles of a transaction, as an import has at most


def documents(count: int, room: Newsroom) -> Iterator[Prepared]:
    """So many documents, mixed."""
    chance = room.chance
    page = text_of(room.story(4))
    stories = [room.story(5) for _ in range(300)]
    edited = [text_of(room.edited(chance.choice(stories), 0.02)) for _ in range(600)]
    reports = [text_of(room._weather()) for _ in range(600)]
    sketches = {text: sketch(text).pack() for text in (page, *edited, *reports)}
    for number in range(count):
        kind = chance.random()
        text = page if kind < 0.03 else chance.choice(edited if kind < 0.05 else reports)
        day = f"20{chance.randint(10, 25)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        if kind < 0.06:
            made = _document(number, f"Article {number}", f"Article {number}\n{text}", "fr", day)
            packed = sketches[text]
        else:
            made = _document(number, f"Article {number}", f"Article {number}\nText.", "fr", day)
            shingles = sorted(chance.getrandbits(32) for _ in range(160))[:64]
            packed = Sketch(chance.getrandbits(62) | 1, 250, tuple(shingles)).pack()
        (article,) = made.articles
        yield replace(made, articles=(replace(article, sketch=packed),))


class Clock:
    """Processor time that is spent in finding copies."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._place = copies.place

    def __call__(self, *args: object, **named: bool) -> bool:
        began = time.process_time()
        found = self._place(*args, **named)  # type: ignore[arg-type]
        self.spent += time.process_time() - began
        return found


def measure(count: int) -> None:
    """Print what one article costs in each part of the library."""
    print(f"{'articles':>10}{'copies':>8}{'us each':>9}{'written, kB each':>18}{'memory, MB':>12}")
    clock = Clock()
    copies.place = clock  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as home, Writer.open(find_folders(home)) as writer:
        before = _written()
        for number, document in enumerate(documents(count, Newsroom()), 1):
            writer._begin()
            writer._add(document)
            if number % _EACH == 0:
                writer.commit()
            if number % max(1, count // STEPS) == 0:
                writer.commit()
                each = max(1, count // STEPS)
                now, memory = _written(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                print(
                    f"{number:10,}{writer.copies:8,}{clock.spent / each * 1e6:9.0f}"
                    f"{(now - before) / each / 1000:18.1f}{memory / 1000:12.0f}",
                    flush=True,
                )
                before, clock.spent = now, 0.0


def _written() -> int:
    """Bytes that this process has had written to disk."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("write_bytes")))
