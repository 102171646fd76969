"""What is exported: an article with everything the user did to it."""

from dataclasses import dataclass

from reader.article import Annotation, Article, Headline


@dataclass(frozen=True, slots=True)
class Exported:
    """One article. Without `article`, its text is not wanted or not in the library now."""

    headline: Headline
    article: Article | None = None
    annotations: tuple[Annotation, ...] = ()
    url: str = ""
    place: int = 0  # where reading stopped, an offset in the clean text

    @property
    def is_marked(self) -> bool:
        """Whether the user did anything to it."""
        row = self.headline
        return bool(self.annotations or row.starred or row.tags or self.place or not row.unread)
