"""Plain text: the bytes as they are, which say nothing of themselves."""

from pathlib import Path

from reader.article import Document
from reader.formats.files import read_file


def read(path: Path, source: str, collection: str) -> Document:
    """A text file is one document."""
    found = read_file(path)
    return Document(source, collection, str(path), found.data, modified_ns=found.modified_ns)
