"""What a save costs, from the call to all being on disk: `python -m tests.benchmarks.notes`.

The bar: p95 of a save ≤ 20 ms. A save is one line of the journal and one commit of SQLite, which
bring six things to disk one after the other; the first row is what six small writes cost here and
now without any of our code. Each row also has its processor time. `--many N` marks N articles read
and takes it back.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reader.app.desk import Desk
from reader.article import Article, ArticleId
from reader.library.notes import Notes
from reader.settings import Folders, Settings, find_folders
from tests.conftest import run_import, write_files


@dataclass(slots=True)
class Spent:
    """Milliseconds of each call, and the processor's of all together."""

    each: list[float] = field(default_factory=list)
    work: float = 0.0


def timed(act: Callable[[int], object], count: int) -> Spent:
    spent, began = Spent(), time.process_time()
    for number in range(count):
        start = time.perf_counter()
        act(number)
        spent.each.append((time.perf_counter() - start) * 1000)
    spent.work = (time.process_time() - began) * 1000
    return spent


def show(name: str, spent: Spent) -> None:
    cuts = statistics.quantiles(spent.each, n=100)
    work = spent.work / len(spent.each)
    print(f"{name:<34}{cuts[49]:>8.2f}{cuts[94]:>8.2f}{max(spent.each):>8.2f}{work:>10.2f}")


def six_writes(path: Path) -> Callable[[int], None]:
    """As many writes brought to disk as a save has, in a file of its own."""
    file = os.open(path, os.O_CREAT | os.O_WRONLY)

    def write(number: int) -> None:
        for part in range(6):
            os.pwrite(file, b"x" * 700, (6 * number + part) * 700)
            os.fsync(file)

    return write


def saves(notes: Notes, count: int) -> None:
    ids = [ArticleId(f"{number:016x}") for number in range(count)]
    text = "Some words that stand for an article's text. " * 100
    made: list[str] = []

    def annotate(number: int) -> None:
        made.append(notes.annotate(ids[number], "note", note="What I think of it. " * 5).id)

    heads = "".join(f"{head:>8}" for head in ("p50", "p95", "max")) + f"{'processor':>11}"
    print(f"{f'milliseconds, {count} each':<34}{heads}")
    show("six bare writes", timed(six_writes(notes.folders.data / "bare"), count))
    show("star", timed(lambda n: notes.star([ids[n]]), count))
    show(
        "remember (4 kB, new)",
        timed(lambda n: notes.remember(Article(ids[n], f"T{n}", f"{n} {text}", ())), count),
    )
    show("annotate", timed(annotate, count))
    show("edit", timed(lambda n: notes.edit(made[n], note=f"changed {n}"), count))
    show("reading place", timed(lambda n: notes.set_place(ids[n], n + 1), count))
    show("undo", timed(lambda _: notes.undo(), count))
    show("data_version", timed(lambda _: notes.data_version(), count))
    show("annotations of an article", timed(lambda n: notes.annotations(ids[n]), count))


def in_the_app(home: Path, count: int) -> None:
    """What a key in the app waits for: the passage is quoted, kept on disk, and read again."""
    words = " ".join(f"word{number}" for number in range(2_000))
    files = {"long.txt": f"A long article\n\n{words}\n"}
    for number in range(count):
        own = words.replace("word", f"word{number:x}g")
        files[f"{number}.txt"] = f"Another article {number}\n\n{own}\n"
    run_import(write_files(home / "in", files), folders_of(home), workers=2)
    desk = Desk(folders_of(home), Settings())
    rows = {each.title: each for each in desk.listing.window(0, count + 1)}
    row = rows.pop("A long article")
    others = list(rows.values())
    texts = [desk.library.article(each.id) for each in others]

    def first(number: int) -> None:
        desk.article = texts[number]
        desk.annotate(20, 80)

    show("app: first highlight of an article", timed(first, len(others)))
    desk.open(row.id)
    show("app: highlight", timed(lambda n: desk.annotate(20 + 9 * n, 80 + 9 * n), count))
    show("app: note on the article", timed(lambda n: desk.write_note(f"Note {n}"), count))
    show("app: star", timed(lambda n: desk.toggle_star(row.id), count))
    show("app: tag", timed(lambda n: desk.toggle_tag(row.id, f"t{n}"), count))
    show("app: undo", timed(lambda _: desk.notes.undo(), count))
    desk.library.close()
    desk.notes.close()


def folders_of(home: Path) -> Folders:
    return find_folders(str(home / "app"))


def many(notes: Notes, count: int) -> None:
    ids = [ArticleId(f"{number * 7919 % 1_000_003:016x}") for number in range(count)]
    (marked,) = timed(lambda _: notes.mark_read(ids), 1).each
    (undone,) = timed(lambda _: notes.undo(), 1).each
    print(f"{count:,} marked read in {marked / 1000:.2f} s, taken back in {undone / 1000:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="on which disk (default: the temporary one)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as home:
        folders = find_folders(home)
        with Notes.open(folders) as notes:
            saves(notes, asked.count)
            if asked.many:
                many(notes, asked.many)
        in_the_app(Path(home), asked.count)
        show("open", timed(lambda _: Notes.open(folders).close(), 50))


if __name__ == "__main__":
    main()
