"""Markdown: bytes; its front matter and markers are read by cleaning, which keeps them."""

from pathlib import Path

from reader.article import Document
from reader.formats.files import read_file


def read(path: Path, source: str, collection: str) -> Document:
    """A Markdown file is one document."""
    found = read_file(path)
    return Document(
        source, collection, str(path), found.data, "text/markdown", modified_ns=found.modified_ns
    )
