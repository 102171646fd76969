"""Prepares the sample corpus as an import would, and keeps it: `python -m tests.sample`.

To be run again when cleaning brings something else out of it; `test_seeds` says so.
"""

from reader.ingest.crew import prepare_file
from reader.ingest.walk import Found, walk
from reader.library.prepared import Prepared
from reader.library.sample import KEPT, SAMPLE, packed, sample_corpus


def prepared() -> list[Prepared]:
    """Every document of the corpus."""
    files = [found for found in walk([sample_corpus()], SAMPLE) if isinstance(found, Found)]
    made = [prepare_file(found) for found in files]
    return [document for document in made if isinstance(document, Prepared)]


if __name__ == "__main__":
    KEPT.write_text("".join(packed(document) + "\n" for document in prepared()), encoding="utf-8")
