"""Search among many different words: `python -m tests.benchmarks.search --articles 100000`.

A seeded library is made under HOME (kept, and used again if it is there), its index filled, and
queries made from its own articles are answered whole and typed letter by letter. Out: processor
time, recall among the first ten by kind of query, and what the index costs; the same of other
searchers (`--others`) and of misspellings people made (`--human`), where they are installed.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.writer import Writer
from reader.search import answers, refresh, search
from reader.settings import Folders, find_folders
from tests.benchmarks import misspellings, search_others
from tests.benchmarks.many_words import articles
from tests.benchmarks.search_queries import queries


def quantiles(values: Sequence[float]) -> str:
    """p50, p95, p99 in milliseconds."""
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return f"{cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f}"


def measure_recall(library: Library, notes: Notes, each: int, seed: int) -> None:
    """Recall among the first ten, and the time of whole queries, by kind."""
    print("\nkind of query      recall@10   ms p50 / p95 / p99")
    found: dict[str, list[bool]] = {}
    spent: dict[str, list[float]] = {}
    for kind, text, wanted in queries(library, each, seed):
        began = time.process_time()
        shown = search(library, notes, text).hits[:20]
        spent.setdefault(kind, []).append((time.process_time() - began) * 1000)
        found.setdefault(kind, []).append(wanted in [hit.headline.id for hit in shown[:10]])
    for kind, hits in found.items():
        print(f"{kind:<18} {sum(hits) / len(hits):>9.3f}   {quantiles(spent[kind])}", flush=True)


def measure_keystrokes(library: Library, notes: Notes, each: int, seed: int) -> None:
    """The time of every keystroke, until something can be shown and until all is."""
    first: list[float] = []
    final: list[float] = []
    for _, text, _ in queries(library, each, seed):
        for length in range(1, len(text) + 1):
            began = time.process_time()
            is_shown = False
            for _ in answers(library, notes, text[:length]):
                if not is_shown:
                    first.append((time.process_time() - began) * 1000)
                is_shown = True
            final.append((time.process_time() - began) * 1000)
    print(f"\n{len(final)} keystrokes, ms p50 / p95 / p99")
    print(f"first answer       {quantiles(first)}")
    print(f"final answer       {quantiles(final)}", flush=True)


def measure_new(library: Library, notes: Notes, args: argparse.Namespace) -> None:
    """Twenty new articles, written and then indexed, and found by the next query; some rounds.

    What they leave to be tidied is done between the rounds, as when nobody searches.
    """
    indexed: list[float] = []
    tidied: list[float] = []
    found = 0
    for _ in range(args.new):
        now = time.time_ns()
        made = [
            replace(document, source=f"new/{now}/{number}.txt")  # a known one would be an update
            for number, document in enumerate(islice(articles(20, seed=now, size=args.size), 20))
        ]
        with Writer.open(library.folders) as writer:
            for document in made:
                writer.store(document)
        indexed.append(_refreshed(library, 20))
        titles = [document.articles[0].title for document in made]
        best = [search(library, notes, title).headlines[:1] for title in titles]
        found += sum(row[0].title == title for row, title in zip(best, titles, strict=True) if row)
        tidied.append(_refreshed(library, 0))
    p50, p95, most = statistics.median(indexed), sorted(indexed)[-1 - args.new // 20], max(indexed)
    print(f"20 new articles indexed, {args.new} rounds, ms p50 / p95 / most")
    print(f"                   {p50:.1f} / {p95:.1f} / {most:.1f}")
    print(
        f"tidied afterwards: {statistics.mean(tidied):.1f} ms on average, at most {max(tidied):.1f}"
    )
    print(f"found by their titles: {found} of {20 * args.new}")


def _refreshed(library: Library, count: int) -> float:
    """The milliseconds in which so many articles are indexed."""
    began = time.process_time()
    assert refresh(library) == count
    return (time.process_time() - began) * 1000


def fill(folders: Folders, count: int, *, seed: int, size: int) -> None:
    """A library and its index, unless they are there."""
    folders.make()
    if not folders.library.exists():
        began = time.perf_counter()
        with Writer.open(folders) as writer:
            writer.bulk(articles(count, seed=seed, size=size))
        print(f"library: {count:,} articles in {time.perf_counter() - began:.1f} s")
    with Library.open(folders) as library:
        spent = time.process_time()
        done = refresh(library)
        spent = time.process_time() - spent
    if done:
        print(f"index: {done / spent:,.0f} articles a second of processor time")


def report(folders: Folders, args: argparse.Namespace) -> None:
    """Everything that is measured."""
    with Notes.open(folders) as notes, Library.open(folders) as library:
        sample = [library.article(row.id) for row in library.listing().window(0, 200)]
        text = library.count() * statistics.mean(len(each.text.encode()) for each in sample)
        index = folders.index.stat().st_size
        print(f"{library.count():,} articles; the index: {index / text:.0%} of the text")
        began = time.process_time()
        search(library, notes, "mistypde")
        print(f"first search: {(time.process_time() - began) * 1000:.0f} ms")
        measure_recall(library, notes, args.queries, args.seed + 1)
        measure_keystrokes(library, notes, max(2, args.queries // 10), args.seed + 2)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory, at most: {memory:.0f} MiB")
        if args.others is not None:
            each = max(2, args.queries // 10)
            search_others.measure(library, notes, each, args.seed + 3, args.texts, args.others)
        if args.human:
            misspellings.measure()
        if args.new:
            measure_new(library, notes, args)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--size", type=int, default=2000, help="characters of a text, about")
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", default="", help="kept and used again; else a temporary folder")
    parser.add_argument("--others", nargs="*", metavar="NAME", help="all, or those named so")
    parser.add_argument("--texts", type=int, default=20_000, help="articles others search, about")
    parser.add_argument("--human", action="store_true", help="codespell's list of misspellings")
    parser.add_argument(
        "--new", nargs="?", const=14, default=0, type=int, help="rounds of twenty new articles"
    )
    args = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folders = find_folders(args.home or str(Path(scratch) / "home"))
        fill(folders, args.articles, seed=args.seed, size=args.size)
        report(folders, args)


if __name__ == "__main__":
    main()
