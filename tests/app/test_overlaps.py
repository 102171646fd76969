"""Highlights over each other in the reader view."""

from tests.app.articles import highlight
from tests.app.test_article_view import SHORT, Host, open_article


async def test_where_two_highlights_overlap_is_to_be_seen_without_colour() -> None:
    first = highlight(SHORT, "The first sentence. The")
    second = highlight(SHORT, "sentence. The second", id="h2")
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await open_article(pilot, SHORT, [first, second])
        await pilot.pause()
        drawn = [segment for y in range(24) for segment in view.render_line(y)]
        both = [s.text for s in drawn if s.style and s.style.bold and s.style.underline]
        assert "".join(both) == "sentence. The"
