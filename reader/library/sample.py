"""The sample corpus, laid out at once: its documents are kept as an import would prepare them.

In: `sample.jsonl` beside this file, a document a line, and the corpus. Out: articles in the
library. Cleaning them on a first start would take seconds; `python -m tests.sample` does it here.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, astuple, replace
from pathlib import Path
from typing import Any

from reader.article import Edit
from reader.library.prepared import (
    Prepared,
    PreparedArticle,
    pack_data,
    pack_edits,
    unpack_edits,
)
from reader.library.writer import Writer
from reader.settings import Folders

SAMPLE = "Sample articles"  # the collection it is
KEPT = Path(__file__).with_name("sample.jsonl")


def sample_corpus() -> Path:
    """The folder of the sample corpus: in the wheel, else in the checkout."""
    package = Path(__file__).parents[1]
    packed = package / "_seeds"
    return packed if packed.is_dir() else package.parent / "seeds"


def lay_out_sample(folders: Folders) -> int:
    """Put the sample corpus into the library; how many articles are new. Again changes nothing."""
    added = 0
    with Writer.open(folders) as writer:
        for prepared in kept():
            if writer.store(prepared) == "added":
                added += len(prepared.articles)
    return added


def kept() -> Iterator[Prepared]:
    """The documents as they are kept, but for those whose file is not as it was."""
    folder = sample_corpus()
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        with suppress(OSError):
            row = json.loads(line)
            path = folder / row["path"]
            data, status = path.read_bytes(), path.stat()
            if hashlib.sha256(data).hexdigest() == row["sha256"]:
                row |= {"path": str(path), "modified_ns": status.st_mtime_ns}
                yield _unpacked(row, data)


def packed(prepared: Prepared) -> str:
    """A document as it is kept: without what its file holds, or says; nothing compressed."""
    row = asdict(replace(prepared, path=Path(prepared.path).name, data=b"", modified_ns=0))
    row["edits"] = [astuple(edit) for edit in unpack_edits(prepared.edits)]
    return json.dumps(row, default=_in_letters, ensure_ascii=False, separators=(",", ":"))


def _in_letters(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _unpacked(row: dict[str, Any], data: bytes) -> Prepared:
    edits = pack_edits([Edit(*edit) for edit in row["edits"]])
    articles = tuple(map(_article, row["articles"]))
    return Prepared(**{**row, "data": pack_data(data), "edits": edits, "articles": articles})


def _article(row: dict[str, Any]) -> PreparedArticle:
    mended = tuple((rule, count) for rule, count in row["mended"])
    return PreparedArticle(**{**row, "sketch": b64decode(row["sketch"]), "mended": mended})
