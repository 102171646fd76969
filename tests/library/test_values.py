"""What a field can be told: sources are named without counting, and are the ones that count."""

from dataclasses import replace

from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.values import sources_named, values_of
from reader.library.writer import Writer
from reader.settings import Folders
from tests.benchmarks.corpus import documents

_SOURCES = (
    "https://www.lighthouse.example/a/1", "https://www.lighthouse.example/b", "loose.txt",
    "https://lighthouse.example/c", "https://lighthouse.example.net", "http://m.example/?u=x://y",
    "Wire/0001/one.txt", "Wire/0001/two.txt", "Wire-2/one.txt", "loose.txt.old",
)  # fmt: skip


def test_named_are_the_sources_that_are_counted(folders: Folders) -> None:
    with Writer.open(folders) as writer:
        for source, made in zip(_SOURCES, documents(len(_SOURCES)), strict=True):
            writer.store(replace(made, source=source))
    with Library.open(folders) as library, Notes.open(folders) as notes:
        (counted,) = values_of(library, notes, "source")
        assert dict(counted)["lighthouse.example"] == 3 and dict(counted)["Wire"] == 2
        assert sorted(sources_named(library)) == sorted(dict(counted))
