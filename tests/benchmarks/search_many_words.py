"""Search among many different words: `python -m tests.benchmarks.search_many_words`.

A seeded library is made under HOME (kept, and used again if it is there), its index filled, and
queries made from its own articles are typed letter by letter. Out: a table of processor time a
keystroke, of recall among the first ten by kind of query, and of what the index costs. Words are
made up from syllables, with the frequencies of true ones (Zipf), so nothing can be tuned on them.
"""

import argparse
import random
import resource
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.article import Block
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.prepared import Prepared, pack_blocks
from reader.library.writer import Writer
from reader.search import answers, refresh, search
from reader.settings import Folders, find_folders
from tests.benchmarks import corpus

Words = tuple[list[str], list[float]]  # and their cumulated frequencies

_LETTERS = {
    "fr": ("b c ch d f g j l m n p ph pr r s t tr v", "a e é è ê i o u ou eau oi in", "s t r l é"),
    "en": ("b c ch d f g h k l m n p r s sh st th w", "a e i o u ea oo ou ai", "n t s r d ck ll"),
    "de": ("b d f g h k l m n pf r sch sp st t w z", "a e i o u ä ö ü ei ie au", "n r t ch ß en"),
}
_RARE = 2000  # the most frequent words of a language make no query
_HEAD = 7  # words of a title


def lexicon(language: str, count: int, seed: int) -> Words:
    """Made-up words of a language, the most frequent ones first and short."""
    chance = random.Random(f"{language} {seed}")
    begin, middle, end = (part.split() for part in _LETTERS[language])
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = chance.choice((1, 2)) if len(words) < 300 else chance.choice((2, 3, 3, 4))
        parts = (chance.choice(begin) + chance.choice(middle) for _ in range(syllables))
        words["".join(parts) + chance.choice([*end, ""])] = None
    weights = (1 / (rank + 3) for rank in range(count))
    return list(words), list(accumulate(weights))


def articles(count: int, *, seed: int, size: int, terms: int) -> Iterator[Prepared]:
    """Documents of the seeded corpus, with a large vocabulary in place of its small one."""
    chance = random.Random(seed)
    lexicons = {language: lexicon(language, terms, seed) for language in _LETTERS}
    for document in corpus.documents(count, seed=seed, size=10):
        language = chance.choice(("fr", "fr", "en", "de"))
        words, weights = lexicons[language]
        title = " ".join(chance.choices(words, cum_weights=weights, k=_HEAD // 2))
        title += " " + " ".join(chance.choices(words[_RARE:], k=_HEAD - _HEAD // 2))
        body = " ".join(chance.choices(words, cum_weights=weights, k=size // 8)).capitalize()
        rare = " ".join(chance.choices(words[_RARE:], k=4))
        text = f"{title.capitalize()}\n\n{body}, {rare}."
        blocks = [Block(0, len(title), "title", 1), Block(len(title) + 2, len(text), "paragraph")]
        (article,) = document.articles
        article = replace(
            article, title=title.capitalize(), text=text, language=language, end=len(text),
            blocks=pack_blocks(blocks), words=len(text.split()),
        )  # fmt: skip
        yield replace(document, articles=(article,))


# queries: (what is typed, the article it means)


def mistyped(chance: random.Random, word: str) -> str:
    """One edit: a letter less, more, another, or two swapped; never the first letter."""
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghilmnoprstu")
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def plain(text: str) -> str:
    """Without accents, as one types in a hurry."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _pick(chance: random.Random, words: Sequence[str], count: int) -> list[str]:
    """Long words, in their order."""
    long = [word for word in dict.fromkeys(words) if len(word) >= 6]
    chosen = set(chance.sample(long, min(count, len(long))))
    return [word for word in long if word in chosen]


def _exact(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return " ".join(_pick(chance, head[3:], 2))


def _swapped(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return " ".join(reversed(_pick(chance, head[3:], 2)))


def _accentless(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return plain(_exact(chance, head, rare))


def _phrase(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return f'"{" ".join(head[4:6])}"'


def _prefix(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, *rest = _pick(chance, head[3:], 2)
    return " ".join([first, *(word[:4] for word in rest)])


def _one_typo(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, *rest = _pick(chance, head[3:], 2)
    return " ".join([mistyped(chance, first), *rest])


def _two_typos(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, *rest = _pick(chance, head[3:], 2)
    return " ".join([mistyped(chance, mistyped(chance, first)), *rest])


def _in_text(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, *rest = _pick(chance, rare, 2)
    return " ".join([mistyped(chance, first), *rest])


def _run_together(chance: random.Random, head: list[str], rare: list[str]) -> str:
    return plain(head[4][:4] + head[5][:4])


def _infix(chance: random.Random, head: list[str], rare: list[str]) -> str:
    first, *rest = _pick(chance, head[3:], 2)
    return " ".join([first[1:], *rest])


Kind = Callable[[random.Random, list[str], list[str]], str]
KINDS: dict[str, Kind] = {
    "exact": _exact, "swapped": _swapped, "no accents": _accentless, "phrase": _phrase,
    "half a word": _prefix, "1 typo": _one_typo, "2 typos": _two_typos,
    "typo in the text": _in_text, "run together": _run_together, "infix": _infix,
}  # fmt: skip


def queries(library: Library, each: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """(kind, query, id of the article meant), from articles picked at random."""
    chance = random.Random(seed)
    listing = library.listing()
    for kind, make in KINDS.items():
        made = 0
        while made < each:
            (row,) = listing.window(chance.randrange(listing.count()), 1)
            text = library.article(row.id).text
            head = row.title.lower().split()
            rare = text.rstrip(".").rsplit(", ", 1)[-1].lower().split()
            if min(map(len, (*head[4:6],))) < 4 or min(len(_long(head[3:])), len(_long(rare))) < 2:
                continue
            made += 1
            yield kind, make(chance, head, rare), row.id


def _long(words: Sequence[str]) -> set[str]:
    return {word for word in words if len(word) >= 6}


# measuring


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
        answer = search(library, notes, text)
        spent.setdefault(kind, []).append((time.process_time() - began) * 1000)
        ids = [hit.headline.id for hit in answer.hits[:10]]
        found.setdefault(kind, []).append(wanted in ids)
    for kind, hits in found.items():
        print(f"{kind:<18} {sum(hits) / len(hits):>9.3f}   {quantiles(spent[kind])}")


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
    print(f"final answer       {quantiles(final)}")


def measure_new(library: Library, seed: int, terms: int, size: int) -> None:
    """Twenty new articles, written and then indexed."""
    known = library.count()
    made = list(articles(known + 20, seed=seed, size=size, terms=terms))[known:]
    with Writer.open(library.folders) as writer:
        writer.bulk(made)
    began = time.process_time()
    count = refresh(library)
    print(f"{count} new articles indexed in {(time.process_time() - began) * 1000:.1f} ms")


def fill(folders: Folders, count: int, *, seed: int, size: int, terms: int) -> None:
    """A library and its index, unless they are there."""
    if folders.library.exists():
        return
    folders.make()
    began = time.perf_counter()
    with Writer.open(folders) as writer:
        writer.bulk(articles(count, seed=seed, size=size, terms=terms))
    print(f"library: {count:,} articles in {time.perf_counter() - began:.1f} s")
    with Library.open(folders) as library:
        spent, began = time.process_time(), time.perf_counter()
        refresh(library)
        spent, took = time.process_time() - spent, time.perf_counter() - began
    print(f"index: {count / took:,.0f} articles a second ({count / spent:,.0f} a CPU second)")


def report(folders: Folders, args: argparse.Namespace) -> None:
    """Everything that is measured."""
    with Notes.open(folders) as notes, Library.open(folders) as library:
        text = args.articles * (args.size + 80)
        index = folders.index.stat().st_size
        print(f"index: {index / 1e6:.0f} MB, {index / text:.0%} of the text")
        began = time.process_time()
        search(library, notes, "mistypde")
        print(f"first search: {(time.process_time() - began) * 1000:.0f} ms")
        measure_recall(library, notes, args.queries, args.seed + 1)
        measure_keystrokes(library, notes, max(2, args.queries // 10), args.seed + 2)
        if args.articles <= 20_000:
            measure_new(library, args.seed, args.terms, args.size)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory, at most: {memory:.0f} MiB")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--size", type=int, default=2000, help="characters of a body, about")
    parser.add_argument("--terms", type=int, default=60_000, help="words of a language")
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", default="", help="kept and used again; else a temporary folder")
    args = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folders = find_folders(args.home or str(Path(scratch) / "home"))
        fill(folders, args.articles, seed=args.seed, size=args.size, terms=args.terms)
        report(folders, args)


if __name__ == "__main__":
    main()
