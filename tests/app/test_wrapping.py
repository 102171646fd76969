"""Justified and spaced lines: even edges without wide gaps, and every offset still found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from reader.app import wrapping
from reader.app.document import Doc
from reader.app.layout import Layout
from reader.app.paint import Geometry, Look, Marks, Painter
from reader.article import Article
from reader.settings import Folders, load_settings
from tests.app.articles import article
from tests.app.opened import MEDIUM, lines, open_walk, opened, until

PROSE = (
    "The keeper of the smallest lighthouse on the coast has counted the ships that pass every "
    "evening for thirty-one years, and in all that time she has never written down a number "
    "that she had not seen with her own eyes, not even in fog, when everybody else would guess."
)
WIDTHS = st.integers(24, 80)
WORDS = st.lists(
    st.sampled_from(["a", "of", "the", "harbour", "été", "«\u00a0oui\u00a0»", "(no)"]),
    min_size=1, max_size=80,
)  # fmt: skip


def justified(made: Article, width: int, spacing: int = 1) -> Layout:
    layout = Layout(Doc(made), width, is_justified=True, spacing=spacing)
    layout.finish()
    return layout


def drawn(layout: Layout) -> list[str]:
    """The text lines as they are drawn, from the left edge of the text."""
    geometry = Geometry.of(layout.width + 3, layout.width)
    painter = Painter(layout, Marks(), Look(lambda name: Style()), geometry)
    lines = range(len(layout.starts))
    return [
        "".join(part.text for part in painter.line(line)[0])[geometry.left :].rstrip()
        for line in lines
        if layout.owners[line] >= 0
    ]


@given(WORDS, WIDTHS)
def test_lines_are_as_wide_as_the_measure_or_ragged_and_no_gap_is_wide(
    words: list[str], width: int
) -> None:
    text = " ".join(words)
    rows = drawn(justified(article(text, title="T"), width))
    assert " ".join(" ".join(rows).split(" ")).split() == text.split()
    for row in rows[:-1]:
        gaps = row.split(" ")
        assert cell_len(row) <= width
        assert "    " not in row, "three spaces at most"
        if cell_len(row) < width:
            assert "  " not in row, gaps  # ragged, then as written


@given(WORDS, WIDTHS, st.integers(1, 3), st.data())
def test_a_place_is_found_again_on_a_justified_and_spaced_line(
    words: list[str], width: int, spacing: int, data: st.DataObject
) -> None:
    made = article(" ".join(words), title="T")
    layout = justified(made, width, spacing)
    offset = data.draw(st.integers(0, len(made.text) - 1))
    line = layout.line_of(offset)
    assert layout.owners[line] >= 0
    if offset >= layout.ends[line]:
        return  # the space between two lines
    assert layout.offset_at(line, layout.x_of(offset)) == offset


FRENCH = st.lists(
    st.sampled_from(["un", "mot", "« oui »", "vraiment !", "dit-il :", "enfin ;", "東京 ?"]),
    min_size=1, max_size=60,
)  # fmt: skip


@given(FRENCH, WIDTHS, st.booleans())
def test_no_line_begins_with_a_sign_that_is_set_off_by_a_space(
    words: list[str], width: int, is_even: bool
) -> None:
    text = " ".join(words)
    wrap = wrapping.evenly if is_even else wrapping.wrapped
    rows = [text[start:end] for start, end in wrap(text, 0, (), width)]
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    for row in rows:
        assert row[0] not in ";:!?»" and row[-1] != "«"
        assert cell_len(row) <= width


def test_a_sign_without_a_word_on_its_line_still_ends_one() -> None:
    rows = list(wrapping.wrapped("a" * 30 + " ! " + "b" * 30, 0, (), 30))
    assert rows == [(0, 30), (31, 32), (33, 63)]


def test_most_lines_of_prose_are_even() -> None:
    for width in (34, 48, 60, 72):
        rows = drawn(justified(article(" ".join([PROSE] * 4), title="T"), width))
        even = sum(cell_len(row) == width for row in rows[:-1])
        assert even >= 0.9 * (len(rows) - 1), (width, rows)


def test_lines_are_chosen_for_the_whole_paragraph() -> None:
    text = "aaa bb cc ddddd"  # the example every book on the subject has
    assert [text[a:b] for a, b in wrapping.wrapped(text, 0, (), 6)] == ["aaa bb", "cc", "ddddd"]
    assert [text[a:b] for a, b in wrapping.evenly(text, 0, (), 6)] == ["aaa", "bb cc", "ddddd"]


@pytest.mark.parametrize(
    "text",
    [
        "海辺の町では、夜になると小さな船が静かに港へ帰ってきます。 みんなが待っています。",
        "في المساء تعود القوارب الصغيرة إلى الميناء ويجلس الصيادون أمام المقهى القديم ويتحدثون",
        "# A title of several words that is longer than the measure it stands in",
        "## A heading of several words that is longer than the measure it stands in",
    ],
)
def test_other_scripts_and_headings_stay_ragged(text: str) -> None:
    made = article(text, title="T")
    layout = justified(made, 30)
    assert not any(layout.gaps(line) for line in range(len(layout.starts)))


def test_a_list_keeps_its_bullets_and_its_text_is_even() -> None:
    rows = drawn(justified(article(f"- {PROSE}", title="T"), 50))
    assert rows[0].startswith("• The keeper")
    assert all(cell_len(row) == 50 and row.startswith("  ") for row in rows[1:-1])


def test_a_link_is_justified_by_what_is_drawn_of_it() -> None:
    text = PROSE.replace("smallest lighthouse", "[smallest lighthouse](https://example.org/a/b)")
    rows = drawn(justified(article(text, title="T"), 60))
    assert "example.org" not in "".join(rows)
    assert all(cell_len(row) == 60 for row in rows[:-1])


@pytest.mark.parametrize("spacing", [1, 2, 3])
def test_spaced_lines_stand_apart_and_paragraphs_further(spacing: int) -> None:
    layout = justified(article(f"{PROSE}\n\n{PROSE}", title="T"), 60, spacing)
    lines = [line for line in range(len(layout.starts)) if layout.owners[line] >= 0]
    steps = {b - a for a, b in zip(lines, lines[1:], strict=False)}
    assert steps == {spacing, spacing + 1}


async def test_how_the_lines_are_is_kept_for_the_next_start(four: Folders) -> None:
    async with opened(four, MEDIUM) as pilot:
        await open_walk(pilot)
        await pilot.press("i")
        await until(pilot, "A line between lines")
        await pilot.press("E")
        await until(pilot, "Justified")
        await pilot.press("-")
        await until(pilot, "Lines of ")
    settings = load_settings(four)
    assert (settings.line_spacing, settings.justify) == (2, True)
    assert settings.measure < 72
    async with opened(four, MEDIUM) as pilot:
        await open_walk(pilot)
        rows = [row for row in lines(pilot) if "Stop number" in row]
        above = lines(pilot)[lines(pilot).index(rows[1]) + 1]
        assert not above[60:].strip(" │▐"), "a blank line between two lines"
