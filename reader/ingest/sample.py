"""The sample corpus into the library, as a process of its own beside an app that is starting.

In: the four folders as arguments. Out: on standard output, how many articles are new. Nobody's
other articles are touched, and doing it again goes on where it was.
"""

import sys
from pathlib import Path

from reader.errors import ReaderError
from reader.ingest.importing import Report, import_paths
from reader.settings import SAMPLE, Folders


def sample_corpus() -> Path:
    """The folder of the sample corpus: in the wheel, else in the checkout."""
    package = Path(__file__).parents[1]
    packed = package / "_seeds"
    return packed if packed.is_dir() else package.parent / "seeds"


def main() -> None:
    """Import it; on an error, say it in a sentence and end with 1."""
    report = Report()
    folders = Folders(*map(Path, sys.argv[1:]))
    try:
        for progress in import_paths(
            (sample_corpus(),), folders, collection=SAMPLE, workers=0, is_step=False
        ):
            report = progress.report
    except ReaderError as error:
        sys.exit(f"{error} {error.hint}".strip())
    print(report.articles if report.added else 0)


if __name__ == "__main__":
    main()
