"""Structure on whole pages as they are scraped, by the design's bars."""

import pytest

from tests.benchmarks import structure

BARS = {"titles": 0.95, "digests": 1, "no digests": 1, "joins": 0.99, "tails": 0.9, "kept": 1}


@pytest.mark.parametrize("name", structure.FILES)
def test_pages_come_out_by_the_bars(name: str) -> None:
    found = structure.measure([name])
    shares = {what: right / everything for what, (right, everything) in found.items()}
    assert {what: shares[what] for what in BARS if shares[what] < BARS[what]} == {}


def test_there_are_pages_of_many_languages() -> None:
    pages = [page for name in structure.FILES for page in structure.pages(name)]
    assert len(pages) >= 60
    assert len({page.language for page in pages}) >= 25
