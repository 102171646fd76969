"""Random hostile queries through parser and engine: `python -m tests.benchmarks.hostile_queries`.

In: how many, a seed, how many of them were done before (`--from`, as the last line said). Out: a
line every so often; the first query that fails ends it with its traceback, the query before it.
Each is answered by a library of a few articles in every script.
"""

import argparse
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search import refresh, search
from reader.search.query import parse
from reader.settings import find_folders
from tests.benchmarks.corpus import fill
from tests.search.hostile import hostile

_SAID = 10_000  # queries between two lines


def typed(seed: int, number: int) -> str:
    """Query number so and so: pieces put together, or any characters at all."""
    chance = random.Random(f"{seed} {number}")
    if number % 4:
        return hostile(chance)
    tops = (0x80, 0x3000, 0x110000)
    codes = (chance.randrange(chance.choice(tops)) for _ in range(chance.randrange(1, 30)))
    return "".join(map(chr, codes))


def ask(library: Library, notes: Notes, text: str, *, is_looked_at: bool) -> None:
    """One query; its best hits made, if asked for."""
    parse(text)
    answer = search(library, notes, text)
    assert answer.is_final and answer.query == text
    for hit in answer.hits[:3] if is_looked_at else ():
        assert hit.headline.id


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="done")
    args = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folders = find_folders(str(Path(scratch) / "home"))
        folders.make()
        fill(folders, args.articles, seed=args.seed, size=120)
        with Notes.open(folders) as notes, Library.open(folders) as library:
            refresh(library)
            began = time.process_time()
            for number in range(args.done, args.queries):
                text = typed(args.seed, number)
                try:
                    ask(library, notes, text, is_looked_at=number % 5 == 0)
                except BaseException:
                    print(f"query {number} of seed {args.seed}: {text!r}", flush=True)
                    raise
                if (number + 1) % _SAID == 0:
                    spent = time.process_time() - began
                    print(f"{number + 1:,} without an error, {spent:,.0f} s", flush=True)


if __name__ == "__main__":
    main()
