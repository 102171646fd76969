"""How fast cleaning is, one core, beside ftfy in the same run: a table in Markdown.

    python -m tests.benchmarks.cleaning --only speed

The text is the sample corpus, cleaned and shuffled by paragraphs: as articles of 3 kB and as one
document of 1 MB; damaged, it is UTF-8 read as Windows-1252. Figures are medians of processor time;
the machine does not matter to the ratios.
"""

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

import ftfy

from reader.ingest.sample import sample_corpus
from reader.text.cleaning import clean
from reader.text.decoding import decode
from reader.text.mojibake_codecs import codec
from reader.text.mojibake_gate import suspicions

ARTICLE, DOCUMENT = 3_000, 1_000_000  # bytes
ARTICLES = 60
RUNS = 3
GROWTH = (10_000, 100_000, 1_000_000, 10_000_000)
_OTHER = ("ru", "uk", "bg", "sr", "el", "ar", "fa", "he", "hi", "th", "zh", "ja", "ko")


def paragraphs() -> dict[str, list[str]]:
    """Of the sample corpus, clean, by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(sample_corpus().iterdir()):
        if path.suffix in (".txt", ".md"):
            cleaned = clean(decode(path.read_bytes()).text)
            lines = cleaned.text.split("\n\n")
            found[cleaned.language] += [line for line in lines if len(line) > 80]
    return found


def text_of(lines: Sequence[str], size: int, seed: int) -> str:
    """A text of about so many bytes, clean."""
    dice = random.Random(seed)
    parts: list[str] = []
    while size > 0:
        parts.append(dice.choice(lines))
        size -= len(parts[-1].encode()) + 2
    return clean("\n\n".join(parts) + "\n").text


def misread(text: str) -> str:
    """UTF-8 read as Windows-1252."""
    chars = codec("cp1252").chars
    return "".join(chars[byte] for byte in text.encode())


def rates(runs: Sequence[Callable[[str], object]], texts: Sequence[str]) -> list[float]:
    """Median MB of UTF-8 a second of processor time; the first round fills the caches. They take
    turns, for other work on the machine slows what runs beside it.
    """
    size = sum(len(text.encode()) for text in texts) / 1e6
    seconds: list[list[float]] = [[] for _ in runs]
    for _ in range(RUNS + 1):
        for run, taken in zip(runs, seconds, strict=True):
            start = time.process_time()
            for text in texts:
                run(text)
            taken.append(time.process_time() - start)
    return [size / max(statistics.median(taken[1:]), 1e-9) for taken in seconds]


def main() -> None:
    """Print the tables."""
    found = paragraphs()
    latin = [lines for language, lines in found.items() if language not in _OTHER and lines]
    other = [found[language] for language in _OTHER if found.get(language)]
    french, russian = found["fr"], found["ru"]
    print("| one core | gate MB/s | cleaning MB/s | `ftfy.fix_text` MB/s | ratio |")
    print("|---|---|---|---|---|")
    row("clean, French, 1 MB", [text_of(french, DOCUMENT, 1)])
    row("clean, Latin script, 3 kB", articles(latin))
    row("clean, Russian, 1 MB", [text_of(russian, DOCUMENT, 1)])
    row("clean, other scripts, 3 kB", articles(other))
    row("damaged, French, 1 MB", [misread(text_of(french, DOCUMENT, 1))])
    row("damaged, Latin script, 3 kB", [misread(text) for text in articles(latin)])
    growth(french)


def articles(languages: Sequence[Sequence[str]]) -> list[str]:
    """Each in one language."""
    return [text_of(languages[seed % len(languages)], ARTICLE, seed) for seed in range(ARTICLES)]


def row(name: str, texts: Sequence[str]) -> None:
    """One line of the table."""
    gate, ours, theirs = rates((_gate, clean, ftfy.fix_text), texts)
    print(f"| {name} | {gate:.1f} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.1f} |", flush=True)


def _gate(text: str) -> object:
    from reader.text.alphabet import runs_of_text

    runs_of_text.cache_clear()
    return suspicions(text)


def growth(lines: Sequence[str]) -> None:
    """Time a byte from 10 kB to 10 MB; flat is linear."""
    base = text_of(lines, GROWTH[1], 3)
    print("\n| ns a byte | " + " | ".join(f"{size / 1e6:g} MB" for size in GROWTH) + " |")
    print("|---|" + "---|" * len(GROWTH))
    for name, make in (("clean", str), ("damaged", misread)):
        cells: list[str] = []
        for size in GROWTH:
            text = make((base * (size // len(base.encode()) + 1))[:size])
            start = time.process_time()
            clean(text)
            cells.append(f"{(time.process_time() - start) * 1e9 / len(text.encode()):.0f}")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
