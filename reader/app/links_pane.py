"""Links by keyboard: letters beside each link on screen, one of them typed chooses it.

Which of them are articles of the library comes in (`known`); wishes go out as messages. Not here:
following a link (`following`), links in a text (`text.inline`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.app.changes_pane import ChangesPane
from reader.app.paint import Painter
from reader.article import Span

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"  # where the fingers lie, first


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the text, and its address."""

    span: Span
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What is typed for a link, and where it stands: beside the first of it on screen."""

    letters: str
    link: Link
    line: int
    x: int


class LinksPane(ChangesPane, inherit_bindings=False):
    """An article whose links can be chosen."""

    known: Mapping[str, str] = {}  # addresses that are articles of the library, and their titles
    hints: tuple[Hint, ...] = ()
    _typed = ""

    @dataclass
    class LinkRequested(Message):
        """The user wants to follow a link."""

        url: str

    class LinkChosen(Message):
        """A link is chosen, or none is any more."""

    @dataclass
    class LinksSeen(Message):
        """The user looks at these links: which of them are in the library?"""

        urls: tuple[str, ...]

    @dataclass
    class LinkListWanted(Message):
        """The user wants a list of all links."""

        links: tuple[Link, ...]

    def links_on_screen(self) -> list[Link]:
        """The links one sees."""
        return [link for link, _ in self._seen_links()]

    def _seen_links(self) -> list[tuple[Link, int]]:
        """The links on screen, each with the first line that shows it."""
        layout = self._text_layout
        if layout is None:
            return []
        top = self.scroll_offset.y
        lines = range(top, min(top + self.scrollable_content_region.height, len(layout.owners)))
        found: dict[Span, tuple[Link, int]] = {}
        for line in lines:
            owner = layout.owners[line]
            for link in self._links_of(owner) if owner >= 0 else ():
                is_here = link.span.start < layout.ends[line]
                if is_here and link.span.end > layout.starts[line]:
                    found.setdefault(link.span, (link, line))
        return list(found.values())

    def _links_of(self, owner: int) -> list[Link]:
        doc = self.text_layout.doc
        return [
            Link(Span(one.start, one.end), one.href, doc.plain(one.start, one.end))
            for one in doc.inline(owner)
            if one.kind == "link"
        ]

    @property
    def chosen_link(self) -> str:
        """The address of the link that is chosen and on screen, or ""."""
        if self.marks.link is None:
            return ""
        chosen = (each for each in self.links_on_screen() if each.span == self.marks.link)
        return next((each.href for each in chosen), "")

    # letters

    def action_follow_link(self) -> None:
        """Letters beside the links on screen; of a single one there is no choice."""
        seen = self._seen_links()
        self._leave_hints()
        self.marks.link = None
        self.post_message(self.LinksSeen(tuple(dict.fromkeys(link.href for link, _ in seen))))
        if len(seen) == 1:
            self._choose_link(seen[0][0])
        elif seen:
            self.hints = tuple(
                self._hint(letters, link, line)
                for letters, (link, line) in zip(_labels(len(seen)), seen, strict=False)
            )
            self.mode = "hints"
        self.redraw()

    def _hint(self, letters: str, link: Link, line: int) -> Hint:
        layout = self.text_layout
        x = layout.x_of(max(link.span.start, layout.starts[line]))
        return Hint(letters, link, line, max(0, self.geometry.left + x - len(letters)))

    def _choose_link(self, link: Link) -> None:
        self.marks.link, self.marks.annotation = link.span, ""
        self._leave_hints()
        self.post_message(self.LinkChosen())

    def leave_link(self) -> None:
        """No link is chosen."""
        self.marks.link = None
        self._leave_hints()
        self.post_message(self.LinkChosen())

    def _leave_hints(self) -> None:
        self.hints, self._typed = (), ""
        if self.mode == "hints":
            self.mode = "read"
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """While letters are shown, keys are letters; Enter lists all links."""
        if self.mode != "hints":
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self._leave_hints()
            self.action_all_links()
        elif event.key == "escape":
            self._leave_hints()
        elif event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.character:
            self._type(event.character.lower())

    def _type(self, letter: str) -> None:
        left = [hint for hint in self.hints if hint.letters.startswith(self._typed + letter)]
        if len(left) == 1:
            self._choose_link(left[0].link)
        elif left:
            self._typed += letter
        self.redraw()

    def action_all_links(self) -> None:
        """Ask for a list of the article's links."""
        if self._text_layout is not None:
            blocks = self.text_layout.doc.blocks
            shown = (i for i, block in enumerate(blocks) if self.shows_hidden or not block.hidden)
            links = {link.href: link for index in shown for link in self._links_of(index)}
            self.post_message(self.LinkListWanted(tuple(links.values())))

    def set_known(self, known: Mapping[str, str]) -> None:
        """These addresses are articles of the library."""
        self.known = known
        self.redraw()

    # drawing

    def _drawn(self, painter: Painter, line: int) -> Strip:
        """Letters lie over the cells before their link."""
        strip = super()._drawn(painter, line)
        for hint in self.hints:
            if hint.line == line and hint.letters.startswith(self._typed):
                strip = self._with(strip, hint)
        return strip

    def _with(self, strip: Strip, hint: Hint) -> Strip:
        name = "hint-known" if hint.link.href in self.known else "hint"
        drawn = hint.letters[len(self._typed) :].rjust(len(hint.letters))
        label = Strip([Segment(drawn, self._look.style(name))])
        end = hint.x + cell_len(drawn)
        return Strip.join([strip.crop(0, hint.x), label, strip.crop(end, strip.cell_length)])


def _labels(count: int) -> list[str]:
    """As many labels, of which none begins another: a letter each, or two where those are few."""
    length = 1 if count <= len(_LETTERS) else 2
    return ["".join(each) for each in product(_LETTERS, repeat=length)][:count]
