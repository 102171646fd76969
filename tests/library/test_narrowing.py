"""A filter beside a search: the documents its dates leave, conditions as a list would ask."""

import pytest

from reader.article import Filter
from reader.library.narrowing import DOCS_A_DAY, NEWEST, narrowing


@pytest.mark.parametrize(
    ("chosen", "inside", "outside"),
    [
        (Filter(after="2022-09-22"), 20220922, 20220921),
        (Filter(after="2022-09"), 20220901, 20220831),
        (Filter(after="2022"), 20220101, 20211231),
        (Filter(before="2022-09-22"), 20220921, 20221103),
        (Filter(before="2022"), 20211231, 20220101),
    ],
)
def test_dates_bound_the_documents(chosen: Filter, inside: int, outside: int) -> None:
    found = narrowing(chosen, {}, has_notes=False)
    assert found.low <= inside * DOCS_A_DAY <= found.high
    assert not found.low <= (outside + 1) * DOCS_A_DAY - 1 <= found.high


def test_a_crowded_day_is_not_cut_off() -> None:
    """Its articles may be numbered into the days after it; the condition on the day decides."""
    found = narrowing(Filter(before="2022-09-22"), {}, has_notes=False)
    assert found.high > 20220923 * DOCS_A_DAY


def test_nothing_asked_is_everything() -> None:
    found = narrowing(Filter(), {}, has_notes=True)
    assert (found.conditions, found.low, found.high) == ("", 0, NEWEST)


def test_what_is_excluded_bounds_nothing() -> None:
    found = narrowing(Filter(excluded=Filter(after="2022")), {}, has_notes=False)
    assert (found.low, found.high) == (0, NEWEST)
    assert "NOT" in found.conditions
