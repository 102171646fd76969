"""ftfy's own cases, from its source package: what it mends we mend, what it leaves we leave.

They are read from the file that READER_FTFY_CASES names (tests/test_cases.json of the package), as
they are not ours to copy. What we do not reach is where more is lost than left.
"""

import os
from pathlib import Path

import pytest

from tests.benchmarks.cleaning import ftfy_cases

CASES = os.environ.get("READER_FTFY_CASES", "")


@pytest.mark.skipif(not CASES, reason="READER_FTFY_CASES names no test_cases.json of ftfy")
def test_nearly_all_of_ftfys_cases_come_right() -> None:
    score = ftfy_cases(Path(CASES), 0)
    right, count = score["positive"]
    assert right >= 0.96 * count > 90
    kept, count = score["negative"]
    assert kept == count > 40
