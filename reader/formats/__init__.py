"""Documents on disk, by the ending of their name: FORMATS, one file a format.

In: a path. Out: a Document, its bytes and what the file says of itself; or a ReaderError whose
message is the reason, without the path. Decoding and cleaning are `text`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from reader.article import Document
from reader.errors import ReaderError
from reader.formats import markdown, plain

Format = Callable[[Path, str, str], Document]  # path, source, collection

FORMATS: Mapping[str, Format] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}


def read(path: Path, source: str, collection: str) -> Document:
    """Read a document. A file without an ending is taken for plain text."""
    suffix = path.suffix.lower()
    if suffix and suffix not in FORMATS:
        raise ReaderError(unknown(suffix))
    return FORMATS.get(suffix, plain.read)(path, source, collection)


def unknown(suffix: str) -> str:
    """The reason why such a file is left out."""
    kind = f"“{suffix}” files" if suffix else "files without an ending"
    return f"{kind} can't be read (known: {', '.join(sorted(FORMATS))})"
