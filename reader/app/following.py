"""Following links: to an article of the library, with a way back, or to the browser."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from textual import on

from reader.app.article_view import ArticleView
from reader.app.links import browse
from reader.app.row_list import cut
from reader.app.screen_parts import Left, ScreenParts
from reader.errors import ReaderError

_TEXT, _NAME = 28, 40  # cells of a link's text and of where it leads, in the list of all


class Following(ScreenParts):
    """The main screen's part that follows links."""

    def _known(self, urls: tuple[str, ...]) -> dict[str, str]:
        """Which addresses are articles of the library, and their headlines."""
        try:
            return self.desk.titles_at(urls)
        except ReaderError as error:
            self.say_failure(error)
            return {}

    @on(ArticleView.LinksSeen)
    def mark_known(self, event: ArticleView.LinksSeen) -> None:
        """Tell the reader view which of the links on screen stay in the library."""
        if event.urls:
            self.view.set_known(self._known(event.urls))
        else:
            self.say("No link on this screen; U lists those of the article.")
        self.show_place()

    @on(ArticleView.LinkRequested)
    def follow(self, event: ArticleView.LinkRequested) -> None:
        """Open the article that the address is of; of none, ask the browser."""
        try:
            target = self.desk.article_at(event.url)
        except ReaderError as error:
            self.say_failure(error)
            return
        article = self.desk.article
        if target is None or article is None:
            self.say(browse(event.url))
        elif target == article.id:
            self.say("The link leads to this article.")
        else:
            trail = [*self.trail, Left(article.id, article.headline, self.view.place)]
            self.read(target)
            self.trail = trail
            self.show_status()

    def go_back(self) -> bool:
        """To the article whose link one followed; False if one followed none."""
        if not self.trail:
            return False
        *rest, left = self.trail
        self.read(left.id, at=left.at)
        self.trail = rest
        self.show_status()
        return True

    @on(ArticleView.LinkChosen)
    def say_link(self) -> None:
        """Where it leads."""
        self.show_place()

    @on(ArticleView.LinkListWanted)
    def list_links(self, event: ArticleView.LinkListWanted) -> None:
        """All links of the article: which to follow?"""
        from reader.app.dialogs import Picker
        from reader.text.safety import safe

        links = event.links
        if not links:
            self.say("This article has no links.")
            return
        known = self._known(tuple(link.href for link in links))
        rows = [
            (cut(" ".join(safe(link.text).split()), _TEXT), _where(link.href, known))
            for link in links
        ]

        def go(choice: int | None) -> None:
            if choice is not None:
                self.view.post_message(ArticleView.LinkRequested(links[choice].href))

        self.app.push_screen(Picker("Links", rows), go)

    def link_shown(self) -> list[str]:
        """The chosen link and what can be done with it, for the status line."""
        if self.view.mode == "hints":
            return ["type a link's letters; Enter lists all links"]
        url = self.view.chosen_link
        if not url:
            return []
        return [_where(url, self.view.known), "Enter opens, y copies, o browser"]


def _where(url: str, known: Mapping[str, str]) -> str:
    """Where a link leads: the headline in the library, else the address."""
    from reader.text.safety import safe

    title = known.get(url, "")
    if title:
        return cut(f"in the library: {title}", _NAME).rstrip()
    parts = urlsplit(url)
    return cut(safe(f"{parts.hostname or ''}{parts.path}"), _NAME).rstrip()
