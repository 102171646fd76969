"""The last gate: whatever a widget draws, no command of its content reaches the terminal."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from reader.app.glyphs import DRAWS_CLUSTERS
from reader.app.safe_lines import SafeLines

BLACK = Color(0, 0, 0)


def drawn(*segments: Segment) -> list[Segment]:
    return SafeLines().apply(list(segments), BLACK)


def test_commands_are_dropped_and_letters_stay() -> None:
    hostile = "a\x1b[31mb\x9b2Jc\x07d\u202ee\x7ff\x00g\u2066h\ud800i"
    assert drawn(Segment(hostile))[0].text == "a[31mb2Jcdefghi"


def test_safe_lines_are_left_alone() -> None:
    segments = [Segment("été 日本 سحابة"), Segment("plain", Style(bold=True))]
    filtered = SafeLines()
    assert filtered.apply(segments, BLACK) is segments


@pytest.mark.skipif(DRAWS_CLUSTERS, reason="this terminal draws them as two cells")
def test_pictures_that_terminals_measure_differently_are_signs_of_the_same_width() -> None:
    for text, expected in [
        ("I \u2764\ufe0f it", "I \u2764  it"),
        ("1\ufe0f\u20e3.", "1 ."),
        ("a\ufe0f", "a\ufe0f"),  # no picture: nothing is widened
        ("\u26a1\ufe0f", "\u26a1\ufe0f"),  # two cells with and without
        ("\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f3f3\ufe0f\u200d\U0001f308"),
    ]:
        (segment,) = drawn(Segment(text))
        assert segment.text == expected
        assert cell_len(segment.text) == cell_len(text)


def test_only_web_addresses_stay_links() -> None:
    kept = drawn(Segment("x", Style(link="https://example.org/a")))[0].style
    assert kept is not None and kept.link == "https://example.org/a"
    for url in (
        "javascript:alert(1)",
        "https://a\x1b]8;;b",
        "file:///etc/passwd",
        "https://é.org\x9c",
    ):
        style = drawn(Segment("x", Style(link=url, bold=True)))[0].style
        assert style is not None and style.link is None and style.bold
