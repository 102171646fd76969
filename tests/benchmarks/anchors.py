"""Highlights in articles that change: right, wrong, orphaned, for us and for what others do.

`python -m tests.benchmarks.anchors [--folder DIR] [--each N] [--seed N] [--half tuning|measuring]`

Articles: the help texts that come with Python, the sample corpus, or a folder of texts; one half
of them is for tuning, the other for measuring. The truth is each character's origin. A place is
right if it agrees to four fifths with what survives of the passage (with what was put into it, or
without); off if less agrees; wrong if less than half does, or if nothing survives. Where less than
half of a passage survives, an orphan is as right as its remains.
"""

import argparse
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics

from reader.ingest.sample import sample_corpus
from reader.text.anchors import find, quote
from reader.text.carrying import Versions
from reader.text.cleaning import clean
from reader.text.decoding import decode
from reader.text.offsets import from_raw, to_raw
from tests.benchmarks.hypothesis_scheme import hypothesis_find
from tests.benchmarks.mutations import MUTATIONS, Traced, near_duplicates

Place = tuple[int, int] | None
STRENGTHS = (0.03, 0.1, 0.3)
HIGHLIGHTS = 8  # for each version of an article
_MAPS = 20  # timed at each size


@dataclass(frozen=True, slots=True)
class Case:
    """A passage of an old text, and what the new one has of it."""

    old: str
    new: Traced
    start: int
    end: int

    @property
    def survivors(self) -> list[int]:
        """Where the passage's letters stand now."""
        return [
            at
            for at, origin in enumerate(self.new.origin)
            if self.start <= origin < self.end and self.new.text[at].isalnum()
        ]


def articles(folder: Path | None, half: str) -> list[str]:
    """Texts of at least 2,000 characters; every second one."""
    if folder:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".md", ".rst"})
        texts = [path.read_text(encoding="utf-8", errors="replace")[:60_000] for path in paths]
    else:
        samples = sorted(path for path in sample_corpus().iterdir() if path.suffix != ".json")
        texts = [clean(decode(path.read_bytes()).text).text for path in samples]
        texts += [topics[name] for name in sorted(topics)]
    long = [text for text in dict.fromkeys(texts) if len(text) >= 2_000]
    return long[half == "measuring" :: 2]


def highlights(
    text: str, chance: random.Random, count: int, word: str = r"\w+"
) -> Iterator[tuple[int, int]]:
    """Words, phrases, sentences and paragraphs, as readers mark them."""
    words = [found.span() for found in re.finditer(word, text)]
    lengths = (1, 2, 4, 6, 10, 15, 25, 60)
    for number in range(count):
        size = lengths[number % len(lengths)]
        at = chance.randrange(max(1, len(words) - size))
        start, end = words[at][0], words[min(at + size, len(words)) - 1][1]
        if any(map(str.isalnum, text[start:end])):
            yield start, end


def verdict(case: Case, place: Place) -> str:
    """What a place is worth."""
    survivors = case.survivors
    passage = sum(map(str.isalnum, case.old[case.start : case.end]))
    is_mostly_gone = len(survivors) < passage / 2
    if place is None:
        return "orphan, rightly" if is_mostly_gone else "orphan, though there"
    if not survivors:
        return "wrong"
    marked = {at for at in range(*place) if case.new.text[at].isalnum()}
    whole = {at for at in range(survivors[0], survivors[-1] + 1) if case.new.text[at].isalnum()}
    alike = max(_alike(marked, set(survivors)), _alike(marked, whole))
    return "right" if alike >= 0.8 else "off" if alike >= 0.5 else "wrong"


def _alike(marked: set[int], truth: set[int]) -> float:
    return 2 * len(marked & truth) / (len(marked) + len(truth))


# The methods


def exact(case: Case, _: Versions) -> Place:
    at = case.new.text.find(case.old[case.start : case.end])
    return (at, at + case.end - case.start) if at >= 0 else None


def by_rapidfuzz(case: Case, _: Versions) -> Place:
    from rapidfuzz import fuzz

    wanted = case.old[case.start : case.end]
    if len(wanted) > len(case.new.text):
        return None
    best = fuzz.partial_ratio_alignment(wanted, case.new.text, score_cutoff=80)
    return (best.dest_start, best.dest_end) if best and best.score else None


def by_hypothesis(case: Case, _: Versions) -> Place:
    return hypothesis_find(case.new.text, case.old, case.start, case.end)


def by_quote(case: Case, _: Versions) -> Place:
    found = find(case.new.text, quote(case.old, case.start, case.end), case.start)
    return (found.start, found.end) if found else None


def by_map(case: Case, versions: Versions) -> Place:
    found = versions.place(case.start, case.end)
    return (found.start, found.end) if found else None


METHODS: dict[str, Callable[[Case, Versions], Place]] = {
    "exact string": exact, "rapidfuzz ≥ 80": by_rapidfuzz, "Hypothesis": by_hypothesis,
    "quote and context": by_quote, "snapshot map": by_map,
}  # fmt: skip


def cases(texts: list[str], each: int, seed: int) -> Iterator[tuple[str, list[Case]]]:
    """Kind of change → the highlights of one article's new version."""
    chance = random.Random(seed)
    for number, text in enumerate(texts):
        others = [part for other in texts[:number] + texts[number + 1 :]
                  for part in other.split("\n\n")[:40] if 60 < len(part) < 500]  # fmt: skip
        for kind, change in MUTATIONS.items():
            for strength in STRENGTHS[: 1 if kind == "other article" else 3]:
                for _ in range(each):
                    new = change(Traced.of(text), strength, chance, others)
                    spans = highlights(text, chance, HIGHLIGHTS)
                    yield kind, [Case(text, new, *span) for span in spans]
        for start, end in [span for span in highlights(text, chance, 8) if span[1] - span[0] > 20]:
            old, at = near_duplicates(Traced.of(text), start, end, chance)
            new = Traced(old.text[:at] + old.text[at + end - start :],
                         old.origin[:at] + old.origin[at + end - start :])  # fmt: skip
            yield "near-duplicates left", [Case(old.text, new, at, at + end - start)]


def own_cleaning(texts: list[str], seed: int) -> Counter[str]:
    """Older rules to newer ones by the offset maps: the same characters of the raw text."""
    chance, counts = random.Random(seed), Counter[str]()
    for text in texts:
        raw = _damaged(text, chance)
        before, after = clean(raw, until=chance.choice(["decode", "unicode", "space"])), clean(raw)
        for start, end in highlights(before.text, chance, 40, r"\S+"):
            if before.text[end - 1] == "Ã":
                continue  # half a misread letter
            first, last = to_raw(before.layers, start), to_raw(before.layers, end, is_end=True)
            begin, stop = from_raw(after.layers, first), from_raw(after.layers, last)
            wanted, found = _letters(before.text[start:end]), _letters(after.text[begin:stop])
            counts["right" if wanted == found else "wrong"] += 1
    return counts


def _damaged(text: str, chance: random.Random) -> str:
    lines = [line + chance.choice(["", " ", "\u200b", "  "]) for line in text.split("\n")]
    return "\r\n".join(lines).replace("é", "Ã©").replace("à", "Ã\u00a0")


def _letters(text: str) -> str:
    """Letters and digits, what `_damaged` misread read well again."""
    whole = text.replace("Ã©", "é").replace("Ã\u00a0", "à").replace("Ã ", "à")
    return "".join(filter(str.isalnum, whole))


def show(counts: dict[str, dict[str, Counter[str]]]) -> None:
    """A table a method; in per cent of the highlights."""
    columns = ("right", "off", "wrong", "orphan, rightly", "orphan, though there")
    for name in METHODS:
        print(f"\n{name:<24}{'n':>7}" + "".join(f"{c.split(',')[-1].strip():>14}" for c in columns))
        total = Counter[str]()
        for kind, by_method in counts.items():
            _row(kind, by_method[name], columns)
            total += by_method[name]
        _row("all", total, columns)


def _row(kind: str, found: Counter[str], columns: tuple[str, ...]) -> None:
    n = sum(found.values())
    print(f"{kind:<24}{n:>7}" + "".join(f"{100 * found[c] / n:>14.2f}" for c in columns))


def times(texts: list[str], seed: int) -> None:
    """A map at 12 and 100 kB, and a highlight: processor milliseconds, p50 and p95."""
    chance, whole = random.Random(seed), "\n\n".join(texts)
    Versions.of("once, so that what is loaded", "once, that what was loaded")  # is not timed
    others = [part for part in whole.split("\n\n") if 60 < len(part) < 500]
    for size in (12_000, 100_000):
        maps, places = [], []
        step = max(1, min(size, (len(whole) - size) // _MAPS))
        for at in range(0, _MAPS * step, step):
            text = whole[at : at + size]
            new = MUTATIONS["combination"](Traced.of(text), 0.1, chance, others).text
            began = time.process_time()
            versions = Versions.of(text, new)
            maps.append((time.process_time() - began) * 1000)
            for start, end in highlights(text, chance, 40):
                began = time.process_time()
                versions.place(start, end)
                places.append((time.process_time() - began) * 1000)
        for name, spent in ((f"map, {size // 1000} kB", maps), ("  a highlight", places)):
            cuts = statistics.quantiles(spent, n=20) if len(spent) > 1 else spent * 19
            print(f"{name:<24}p50 {cuts[9]:8.2f} ms   p95 {cuts[18]:8.2f} ms   ({len(spent)})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--half", choices=("tuning", "measuring"), default="measuring")
    parser.add_argument("--only-map", action="store_true", help="leave the other methods out")
    parser.add_argument("--show-wrong", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    texts = articles(asked.folder, asked.half)[: asked.articles]
    print(f"{len(texts)} articles, {sum(map(len, texts)):,} characters, seed {asked.seed}")
    if asked.only_map:
        for name in [name for name in METHODS if name != "snapshot map"]:
            del METHODS[name]
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    shown = 0
    for kind, some in cases(texts, asked.each, asked.seed):
        versions = Versions.of(some[0].old, some[0].new.text)
        for case in some:
            for name, method in METHODS.items():
                place = method(case, versions)
                worth = verdict(case, place)
                counts[kind][name][worth] += 1
                if name == "snapshot map" and worth == "wrong" and shown < asked.show_wrong:
                    shown += 1
                    assert place
                    print(kind, repr(case.old[case.start : case.end]), "→",
                          repr(case.new.text[slice(*place)]))  # fmt: skip
    show(counts)
    print(f"\nour own cleaning, old rules to new: {dict(own_cleaning(texts, asked.seed))}")
    times(texts, asked.seed)


if __name__ == "__main__":
    main()
