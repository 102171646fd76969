"""Do notes come back as they were? Random nasty annotations out and in again, by each format.

In: a seed. Out: how many of them were the same afterwards, of JSONL, JSON-LD and Markdown.
"""

import argparse
import random
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.article import COLORS, Article, ArticleId, Headline
from reader.export.exported import Exported
from reader.export.folder import write_folder
from reader.export.jsonl import write_jsonl
from reader.export.jsonld import write_jsonld
from reader.export.restoring import restore
from reader.export.writing import write_file
from reader.library.notes import Notes
from reader.settings import find_folders

_PARTS = (
    *"abcdéñßøœ中文字عرب\u05e9\u0e01👩🏽\u0301\u200d\u200e\u202e\u2028\u2029\x85\x00\x1b\x7f\ufffd\ufeff",
    *" \t\n\r\"'\\`*_[](){}<>#|&;:,.-+=~!?@%^$", "\n\n", "\r\n", "\n- color: red", "\n- tags: x",
    "\n> ", "\n---\n", "<!--", "-->", "```", "\n# ", "[/]", "\n    ", "&amp;", "  \n", "reader: 1",
)  # fmt: skip
_EACH = 20  # annotations an article


def nasty(chance: random.Random, most: int) -> str:
    """Anything that a person, a program or an enemy may have typed."""
    return "".join(chance.choices(_PARTS, k=chance.randint(0, most)))


def articles(chance: random.Random, count: int) -> list[Article]:
    made = []
    for number in range(count):
        words = (nasty(chance, 6) + chance.choice("xyz中ع") for _ in range(120))
        name, text = ArticleId(f"{number:04x}{chance.getrandbits(32):08x}"), " ".join(words)
        url = f"https://example.org/{number}"
        made.append(Article(name, nasty(chance, 12), text, (), source=f"s/{number}.txt", url=url))
    return made


def fill(notes: Notes, some: Iterable[Article], chance: random.Random, each: int) -> None:
    for article in some:
        notes.remember(article)
        with notes.at_once():
            for _ in range(each):
                start = chance.randrange(len(article.text) - 1)
                end = min(len(article.text), start + chance.choice((1, 3, 30, 300)))
                quote = article.text[start:end]
                note, color = nasty(chance, 40), chance.choice(COLORS)
                tags = [nasty(chance, 5) for _ in range(chance.randint(0, 3))]
                kind = chance.choice(("highlight", "highlight", "highlight", "note"))
                if kind == "note":
                    notes.annotate(article.id, "note", note=note + ".", tags=tags)
                else:
                    notes.annotate(
                        article.id, "highlight", quote=quote, prefix=article.text[:start][-64:],
                        suffix=article.text[end:][:64], start=start, end=end, note=note,
                        color=color, tags=tags,
                    )  # fmt: skip


def exported(notes: Notes, some: Iterable[Article]) -> Iterator[Exported]:
    for article in some:
        headline = Headline(article.id, article.title, source=article.source)
        yield Exported(headline, article, tuple(notes.annotations(article.id)), url=article.url)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    some = articles(chance, max(1, asked.count // _EACH))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with Notes.open(find_folders(str(home / "old"))) as notes:
            fill(notes, some, chance, _EACH)
            before = notes.annotations()
            write_file(home / "mine.jsonl", write_jsonl(exported(notes, some)))
            write_file(home / "mine.jsonld", write_jsonld(exported(notes, some)))
            write_folder(exported(notes, some), home / "pages")
        for name in ("mine.jsonl", "mine.jsonld", "pages"):
            with Notes.open(find_folders(str(home / f"new-{name}"))) as notes:
                restored = restore(notes, home / name)
                after = {each.id: each for each in notes.annotations()}
            lost = [each for each in before if after.get(each.id) != each]
            same = len(before) - len(lost)
            print(f"seed {asked.seed}, {name}: {same:,} of {len(before):,} as they were", end="")
            print(f", {len(after):,} came back, {len(restored.skipped)} skipped")
            for each in lost[:3]:
                print(f"  {each}\n  {after.get(each.id)}")


if __name__ == "__main__":
    main()
