"""Documents into the library: walk, read, decode, clean, store.

In: paths. Out: progress, by time, and at the end a report. `walk` finds documents, `preparing`
makes one ready (pure), `crew` does so in worker processes; only this process writes. What is
reported is on disk; a killed import goes on where it was when it is started again.
"""

from reader.ingest.importing import Progress, Report, import_bytes, import_paths
from reader.ingest.preparing import prepare
from reader.ingest.walk import Skipped

__all__ = [
    "Progress",
    "Report",
    "Skipped",
    "import_bytes",
    "import_paths",
    "prepare",
]
