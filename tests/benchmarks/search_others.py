"""Other searchers on the same queries: what they cost and what they find.

In: a library, queries. Out: a line each for fzf and ripgrep over its titles, RapidFuzz over all
titles, plain FTS5 in its own order by rank, tantivy with its fuzzy terms; those not installed are
left out. Processor time of the searcher, its child processes included.
"""

import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.search import search
from reader.search.fold import fold
from tests.benchmarks.search_queries import queries

Rows = list[tuple[str, str, str]]  # id, title, text
Searcher = Callable[[str], list[str]]  # a query → the ids of the best hits


def measure(
    library: Library, notes: Notes, each: int, seed: int, most: int, names: Sequence[str] = ()
) -> None:
    """Print a line for each; they search the texts of so many articles, besides those meant.

    With names, only those that begin with one of them are made.
    """
    asked = list(queries(library, each, seed))
    rows = list(_rows(library, {wanted for _, _, wanted in asked}, most))
    print(f"\nsearcher, {len(rows):,} articles        ms p50 / p95     recall@10 by kind")
    with TemporaryDirectory() as scratch:
        for name, make in _searchers(rows, Path(scratch)).items():
            if not names or name.startswith(tuple(names)):
                _measure(name, make(), asked)
        name = "reader, of all articles"
        _measure(
            name,
            lambda text: [h.headline.id for h in search(library, notes, text).hits[:10]],
            asked,
        )


def _measure(name: str, find: Searcher, asked: list[tuple[str, str, str]]) -> None:
    spent: list[float] = []
    found: dict[str, list[bool]] = {}
    for kind, text, wanted in asked:
        began = _processor_time()
        best = find(text)[:10]
        spent.append((_processor_time() - began) * 1000)
        found.setdefault(kind, []).append(wanted in best)
    cuts = statistics.quantiles(spent, n=20, method="inclusive")
    recall = ", ".join(f"{kind} {sum(hits) / len(hits):.2f}" for kind, hits in found.items())
    print(f"{name:<28} {cuts[9]:>7.1f} / {cuts[18]:<7.1f} {recall}", flush=True)


def _processor_time() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _rows(library: Library, wanted: set[str], most: int) -> Iterator[tuple[str, str, str]]:
    """Articles to search in: those that are meant, and others up to a number."""
    for name in wanted:
        article = library.article(next(iter(library.headlines([name]))).id)  # type: ignore[list-item]
        yield article.id, article.title, article.text
    for row in library.listing().window(0, most):
        if row.id not in wanted:
            yield row.id, row.title, library.article(row.id).text


def _searchers(rows: Rows, scratch: Path) -> dict[str, Callable[[], Searcher]]:
    """What is installed, each made when it is asked for."""
    titles = scratch / "titles.txt"
    titles.write_text("".join(f"{name}\t{title}\n" for name, title, _ in rows), encoding="utf-8")
    found: dict[str, Callable[[], Searcher]] = {
        "rapidfuzz, titles": lambda: _rapidfuzz(rows),
        "FTS5, order by rank": lambda: _fts5(rows),
    }
    if shutil.which("fzf"):
        found["fzf, titles"] = lambda: lambda text: _lines(["fzf", "--filter", text], titles)
    if shutil.which("rg"):
        found["ripgrep, titles"] = lambda: lambda text: _ripgrep(text, titles)
    if find_spec("tantivy"):
        found["tantivy, fuzzy"] = lambda: _tantivy(rows, scratch)
    return found


def _lines(command: list[str], titles: Path) -> list[str]:
    with titles.open("rb") as file:
        done = subprocess.run(command, stdin=file, capture_output=True, check=False)
    return [line.split("\t")[0] for line in done.stdout.decode().splitlines()]


def _ripgrep(text: str, titles: Path) -> list[str]:
    """Every word, in any order."""
    first, *others = text.strip('"').split()
    lines = subprocess.run(
        ["rg", "--ignore-case", "--fixed-strings", first, str(titles)],
        capture_output=True, check=False,
    ).stdout.decode().splitlines()  # fmt: skip
    return [line.split("\t")[0] for line in lines if all(o in line.lower() for o in others)]


def _rapidfuzz(rows: Rows) -> Searcher:
    from rapidfuzz import fuzz, process

    titles = [title.lower() for _, title, _ in rows]

    def find(text: str) -> list[str]:
        best = process.extract(text, titles, scorer=fuzz.token_set_ratio, limit=10)
        return [rows[index][0] for _, _, index in best]

    return find


def _fts5(rows: Rows) -> Searcher:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE ft USING fts5 (title, text)")
    db.executemany("INSERT INTO ft (rowid, title, text) VALUES (?, ?, ?)",
                   ((n, title, text) for n, (_, title, text) in enumerate(rows)))  # fmt: skip

    def find(text: str) -> list[str]:
        match = " ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        sql = "SELECT rowid FROM ft WHERE ft MATCH ? ORDER BY rank LIMIT 10"
        return [rows[row[0]][0] for row in db.execute(sql, (match,))]

    return find


def _tantivy(rows: Rows, scratch: Path) -> Searcher:
    """Every word or a term at most two edits away."""
    tantivy = import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title")
    builder.add_text_field("text")
    schema = builder.build()
    (scratch / "tantivy").mkdir()
    index = tantivy.Index(schema, path=str(scratch / "tantivy"))
    writer = index.writer()
    for name, title, text in rows:
        writer.add_document(tantivy.Document(id=name, title=fold(title), text=fold(text)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    must, should = tantivy.Occur.Must, tantivy.Occur.Should

    def word(token: str) -> object:
        fuzzy = [
            (
                should,
                tantivy.Query.fuzzy_term_query(schema, field, token, 2 if len(token) > 4 else 1),
            )
            for field in ("title", "text")
        ]
        return tantivy.Query.boolean_query(fuzzy)

    def find(text: str) -> list[str]:
        query = tantivy.Query.boolean_query([(must, word(t)) for t in fold(text).split()])
        return [searcher.doc(at)["id"][0] for _, at in searcher.search(query, 10).hits]

    return find
