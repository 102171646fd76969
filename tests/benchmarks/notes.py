"""What a save costs, from the call to all being on disk: `python tests/benchmarks/notes.py`.

The bar: p95 of a save ≤ 20 ms. Prints a table; `--many N` marks N articles read and takes it back.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.app.desk import Desk
from reader.article import Article, ArticleId
from reader.library.notes import Notes
from reader.settings import Folders, Settings, find_folders
from tests.conftest import run_import, write_files


def timed(act: Callable[[int], object], count: int) -> list[float]:
    """Milliseconds of each call."""
    spent = []
    for number in range(count):
        start = time.perf_counter()
        act(number)
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def show(name: str, spent: list[float]) -> None:
    cuts = statistics.quantiles(spent, n=100)
    print(f"{name:<34}{cuts[49]:>8.2f}{cuts[94]:>8.2f}{max(spent):>8.2f}")


def saves(notes: Notes, count: int) -> None:
    ids = [ArticleId(f"{number:016x}") for number in range(count)]
    text = "Some words that stand for an article's text. " * 100
    made: list[str] = []

    def annotate(number: int) -> None:
        made.append(notes.annotate(ids[number], "note", note="What I think of it. " * 5).id)

    print(f"{'milliseconds, ' + str(count) + ' each':<34}{'p50':>8}{'p95':>8}{'max':>8}")
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
    run_import(write_files(home / "in", files), folders_of(home))
    desk = Desk(folders_of(home), Settings())
    (row,) = desk.listing.window(0, 1)
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
    (marked,) = timed(lambda _: notes.mark_read(ids), 1)
    (undone,) = timed(lambda _: notes.undo(), 1)
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
