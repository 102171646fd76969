"""Measures the repair of misread text on damage it makes itself, beside ftfy in the same run.

    python -m tests.benchmarks.cleaning [--corpus FOLDER] [--ftfy-cases FILE] [--only NAME,…]

The corpus is a folder of LANGUAGE.txt, a clean sentence a line; without one, the project's own
sentences (tests/cases/mojibake/clean.json) are damaged. Every figure is of exact restorations.
"""

import argparse
import functools
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import ftfy

from reader.text import mojibake
from reader.text.decoding import decode
from reader.text.mojibake_codecs import codec
from tests.benchmarks import cleaning_speed

OWN = Path(__file__).parents[1] / "cases" / "mojibake" / "clean.json"
CODECS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "cp1257", "cp1258", "iso8859_2",
    "iso8859_3", "iso8859_4", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_10", "iso8859_13",
    "iso8859_15", "iso8859_16", "mac_roman", "cp437", "cp850", "cp852", "cp866", "koi8_r",
)  # fmt: skip
LANGUAGES = [
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "ca",
    "pl",
    "cs",
    "hu",
    "ro",
    "hr",
    "sv",
    "da",
    "is",
    "tr",
] + ["lt", "vi", "ru", "uk", "el", "ga"]
TWICE = [(name, name) for name in CODECS[:6]] + [
    ("cp1252", "cp1250"), ("cp1251", "cp1252"), ("mac_roman", "cp1252"), ("cp1250", "cp1252"),
    ("cp437", "cp1252"),
]  # fmt: skip
HOLED = ("cp1250", "cp1251", "cp1252")
LEGACY = (
    ("ru", "cp1251", "cp1252"), ("ru", "koi8_r", "cp1252"), ("ru", "koi8_r", "cp1251"),
    ("ru", "cp1251", "koi8_r"), ("ru", "cp866", "cp1251"), ("ru", "cp866", "cp1252"),
    ("ru", "mac_cyrillic", "cp1252"), ("ru", "iso8859_5", "cp1252"), ("uk", "cp1251", "cp1252"),
    ("bg", "cp1251", "cp1252"), ("sr", "cp1251", "cp1252"), ("el", "cp1253", "cp1252"),
    ("el", "cp1253", "cp1251"), ("he", "cp1255", "cp1252"), ("ar", "cp1256", "cp1252"),
    ("cs", "cp1250", "cp1252"), ("pl", "cp1250", "cp1252"), ("pl", "iso8859_2", "cp1252"),
    ("hu", "cp1250", "cp1252"), ("ro", "cp1250", "cp1252"), ("hr", "cp1250", "cp1252"),
    ("fr", "cp1252", "cp1250"), ("fr", "cp1252", "mac_roman"), ("fr", "mac_roman", "cp1252"),
    ("fr", "cp850", "cp1252"), ("de", "cp1252", "cp437"), ("de", "cp437", "cp1252"),
    ("es", "cp1252", "cp1251"), ("es", "cp850", "cp1252"), ("sv", "cp1252", "mac_roman"),
    ("tr", "cp1254", "cp1252"), ("lt", "cp1257", "cp1252"), ("fr", "cp1252", "cp1251"),
    ("pt", "cp1252", "cp850"),
)  # fmt: skip
Pair = tuple[str, str, str]  # what kind, damaged, clean
Corpus = dict[str, list[str]]


def misread(text: str, name: str) -> str:
    """UTF-8 read as a single-byte code page, as browsers do."""
    chars = codec(name).chars
    return "".join(chars[byte] for byte in text.encode())


def holes(text: str, name: str, instead: str) -> str:
    """The same, with the bytes that the code page does not define replaced."""
    table = codec(name)
    gone = set(table.holes)
    return "".join(instead if byte in gone else table.chars[byte] for byte in text.encode())


def wrongly_mended(text: str, name: str) -> str:
    """Every misread sequence of `text` read as if `name` had been the codec, where it works."""
    table = codec(name)

    def read(found: re.Match[str]) -> str:
        try:
            return bytes(table.codes[c] for c in found[0]).decode()
        except (KeyError, UnicodeDecodeError):
            return found[0]

    return re.sub(r"[^\x00-\x7f]{2}", read, text)


def apply(text: str) -> str:
    """The text with every edit done."""
    parts, at = [], 0
    for edit in mojibake.repair(text):
        parts += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join(parts) + text[at:]


fix = functools.partial(ftfy.fix_text, uncurl_quotes=False, fix_character_width=False,
                        fix_latin_ligatures=False, unescape_html=False)  # fmt: skip


def single(corpus: Corpus, count: int) -> Iterator[Pair]:
    for name in CODECS:
        for language in LANGUAGES:
            for clean in _some(corpus, language, count, name):
                yield name, misread(clean, name), clean


def twice(corpus: Corpus, count: int) -> Iterator[Pair]:
    for first, second in TWICE:
        for language in LANGUAGES:
            for clean in _some(corpus, language, count, first + second):
                yield f"{first}+{second}", misread(misread(clean, first), second), clean


def no_break(corpus: Corpus, count: int) -> Iterator[Pair]:
    for name in ("cp1252", "cp1250", "cp1251", "cp1254", "iso8859_15", "iso8859_2"):
        for language in LANGUAGES:
            found = 0
            for clean in _some(corpus, language, 400, name):
                damaged = misread(clean, name)
                if "\u00a0" in damaged and found < count:
                    found += 1
                    yield name, damaged.replace("\u00a0", " "), clean


def lost(corpus: Corpus, count: int, instead: str) -> Iterator[Pair]:
    for name in HOLED:
        for language in LANGUAGES:
            found = 0
            for clean in _some(corpus, language, 400, name):
                damaged = holes(clean, name, instead)
                if damaged != misread(clean, name) and found < count:
                    found += 1
                    yield name, damaged, clean


def half(corpus: Corpus, count: int) -> Iterator[Pair]:
    dice = random.Random(7)
    for true in ("iso8859_16", "iso8859_2", "cp1252", "cp1250", "mac_roman", "iso8859_15"):
        for wrong in ("cp1250", "cp1252", "cp1254"):
            for language in ("fr", "de", "es", "pl", "cs", "pt", "hu", "sv"):
                for _ in range(count if true != wrong else 0):
                    lines = _pick(dice, corpus, language, 12)
                    damaged = [misread(line, true) for line in lines]
                    damaged = [
                        wrongly_mended(d, wrong) if dice.random() < 0.4 else d for d in damaged
                    ]
                    yield f"{true}/{wrong}", "\n".join(damaged), "\n".join(lines)


def legacy(corpus: Corpus, count: int) -> Iterator[Pair]:
    dice = random.Random(11)
    for language, real, taken in LEGACY:
        if language not in corpus:
            continue
        for _ in range(count):
            lines = _pick(dice, corpus, language, 8)
            data = "\n".join(lines).encode(real, "ignore")
            chars = codec(taken).chars
            clean = data.decode(real)
            yield f"{language} {real} as {taken}", "".join(chars[b] for b in data), clean


def clean(corpus: Corpus, count: int) -> Iterator[Pair]:
    for language in corpus:
        for text in corpus[language][: count * 100]:
            yield language, text, text


def encoded(corpus: Corpus, count: int) -> Iterator[Pair]:
    """Bytes of old files; compared as text, so the "damaged" side is decoded here."""
    dice = random.Random(5)
    for language, real, _ in LEGACY:
        for _ in range(count):
            lines = _pick(dice, corpus, language, 8)
            data = "\n".join(lines).encode(real, "ignore")
            yield f"{language} {real}", decode(data).text, data.decode(real)


KINDS: dict[str, Callable[[Corpus, int], Iterator[Pair]]] = {
    "single": single,
    "twice": twice,
    "no-break": no_break,
    "U+FFFD": lambda corpus, count: lost(corpus, count, "\ufffd"),
    "dropped": lambda corpus, count: lost(corpus, count, ""),
    "half": half,
    "legacy": legacy,
    "decode": encoded,
    "clean": clean,
}


def _some(corpus: Corpus, language: str, count: int, seed: str) -> list[str]:
    """Sentences that have something to damage."""
    lines = [line for line in corpus.get(language, []) if not line.isascii()]
    return random.Random(seed).sample(lines, min(count, len(lines)))


def _pick(dice: random.Random, corpus: Corpus, language: str, count: int) -> list[str]:
    """Sentences for one document, as many as there are up to `count`."""
    lines = corpus.get(language, [])
    return dice.sample(lines, min(count, len(lines)))


def load(folder: Path | None) -> Corpus:
    """Clean sentences by language."""
    if folder is None:
        own: Corpus = json.loads(OWN.read_text(encoding="utf-8"))
        return own
    return {
        path.stem: path.read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.glob("*.txt"))
    }


def measure(name: str, pairs: list[Pair], shown: int) -> None:
    """One line of the report: exact restorations, ftfy's beside ours, and the worst kinds."""
    right, theirs, seconds, size = 0, 0, 0.0, 0
    by_kind: dict[str, Counter[bool]] = defaultdict(Counter)
    for kind, damaged, truth in pairs:
        start = time.perf_counter()
        mended = damaged if name == "decode" else apply(damaged)
        seconds += time.perf_counter() - start
        size += len(damaged.encode())
        right += mended == truth
        by_kind[kind][mended == truth] += 1
        theirs += fix(damaged) == truth
        if mended != truth and shown > 0:
            shown -= 1
            print(
                "\n      ".join([f"    {kind}", *(repr(t[:200]) for t in (truth, damaged, mended))])
            )
    total = max(1, len(pairs))
    worst = sorted(by_kind, key=lambda k: by_kind[k][True] / by_kind[k].total())[:6]
    print(f"{name:10} {right:6}/{total:<6} {right / total:7.2%}   ftfy {theirs / total:7.2%}   "
          f"{size / 1e6 / max(seconds, 1e-9):6.2f} MB/s   worst: "
          + ", ".join(f"{k} {by_kind[k][True]}/{by_kind[k].total()}" for k in worst))  # fmt: skip


def ftfy_cases(path: Path, shown: int) -> dict[str, list[int]]:
    """ftfy's own cases, how many of how many are right: what it mends we should, what it leaves we
    must. Where it leaves U+FFFD for a lost byte, the character itself is right too.
    """
    score = {"positive": [0, 0], "negative": [0, 0]}
    for case in json.loads(path.read_text(encoding="utf-8")):
        if case["expect"] != "pass":
            continue
        wanted = case.get("fixed-encoding", case["fixed"])
        kind = "negative" if wanted == case["original"] else "positive"
        got = apply(case["original"])
        filled = re.escape(wanted).replace(
            "\ufffd", "."
        )  # better than ftfy: the lost byte is found
        is_right = got == case["fixed"] or re.fullmatch(filled, got) is not None
        score[kind][0] += is_right
        score[kind][1] += 1
        if not is_right and shown > 0:
            shown -= 1
            print(
                f"    {kind}: {case['original']!r}\n      wanted {wanted!r}\n      got    {got!r}"
            )
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--ftfy-cases", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--count", type=int, default=4)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    corpus = load(options.corpus)
    only = set(filter(None, options.only.split(",")))
    for name, make in KINDS.items():
        if not only or name in only:
            measure(name, list(make(corpus, options.count)), options.show)
    if options.ftfy_cases:
        print("ftfy cases", ftfy_cases(options.ftfy_cases, options.show))
    if not only or "speed" in only:
        cleaning_speed.main()


if __name__ == "__main__":
    main()
