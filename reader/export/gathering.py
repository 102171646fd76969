"""What there is to export: articles and annotations from the library and the notes, together.

Headlines in, `Exported` out, one at a time. How it is written is each exporter's business.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reader.article import Annotation, ArticleId, Headline
from reader.export.exported import Exported
from reader.library.articles import Library
from reader.library.notes import Notes


def gather(
    library: Library, notes: Notes, headlines: Iterable[Headline], *, with_text: bool = True
) -> Iterator[Exported]:
    """Each article with what belongs to it."""
    mine = _by_article(notes)
    for headline in headlines:
        article = library.article(headline.id) if with_text else None
        yield Exported(
            headline,
            article,
            tuple(mine.get(headline.id, ())),
            url=article.url if article else "",
            place=notes.place(headline.id),
        )


def left_over(library: Library, notes: Notes) -> Iterator[Exported]:
    """Annotations on articles that the library does not hold now: nothing of the user's is lost."""
    mine = _by_article(notes)
    known = {each.article: each for each in notes.known()}
    ids = list(dict.fromkeys([*mine, *known]))
    present = {headline.id for headline in library.headlines(ids)}
    for article in ids:
        if article in present:
            continue
        what = known.get(article)
        headline = Headline(
            article,
            what.title if what else "",
            source=what.source if what else "",
            unread=not notes.is_read(article),
            starred=notes.is_starred(article),
            tags=notes.tags_of(article),
            notes=len(mine.get(article, ())),
        )
        yield Exported(
            headline,
            None,
            tuple(mine.get(article, ())),
            url=what.url if what else "",
            place=notes.place(article),
        )


def _by_article(notes: Notes) -> dict[ArticleId, list[Annotation]]:
    found: dict[ArticleId, list[Annotation]] = defaultdict(list)
    for annotation in notes.annotations():
        found[annotation.article].append(annotation)
    return found
