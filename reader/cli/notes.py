"""The user's own marks from the command line: highlights, notes, stars, tags, read state, undo.

Ids and words in, a sentence or an id out once it is on disk. Keeping is `library.notes`'s.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence

from reader.article import COLORS, Annotation, Article, ArticleId
from reader.cli import output
from reader.cli.keeping_raw import clean_again
from reader.cli.passages import find_passage
from reader.cli.selecting import open_both, query_text, say_misunderstood
from reader.cli.showing import wrapped
from reader.errors import ReaderError, UsageError
from reader.export.jsonl import annotation_object
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.notes.marks import split_tags, tidy
from reader.library.placing import remember
from reader.settings import find_folders


def highlight(args: argparse.Namespace) -> int:
    """Mark a passage, given by its words or its place."""
    if args.color and args.color not in COLORS:
        raise UsageError(
            f"“{args.color}” is no colour of a highlight.", hint=f"Say {', '.join(COLORS)}."
        )
    library, notes = open_both(find_folders(args.home))
    article = library.article(library.resolve(args.article))
    selector, start, end = find_passage(article.text, args)
    with notes.at_once():
        remember(library, notes, article)
        made = notes.annotate(
            article.id, "highlight", quote=selector.exact, prefix=selector.prefix,
            suffix=selector.suffix, start=start, end=end, note=args.note, color=args.color,
            tags=tuple(tag for typed in args.tag for tag in split_tags(typed)),
        )  # fmt: skip
    return _print_made(made, args.json)


def note(args: argparse.Namespace) -> int:
    """A note on the whole article, from the command line or standard input."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if args.text == "-" else args.text
    if not text.strip():
        raise UsageError("The note is empty.", hint="Give its text in quotes.")
    library, notes = open_both(find_folders(args.home))
    article = library.article(library.resolve(args.article))
    with notes.marking(article):
        made = notes.annotate(article.id, "note", note=text.strip("\n"))
    return _print_made(made, args.json)


def _print_made(made: Annotation, is_json: bool) -> int:
    if is_json:
        output.json_line(annotation_object(made))
    else:
        output.line(made.id)
    return 0


def star(args: argparse.Namespace) -> int:
    """Star articles."""
    return _mark(args, lambda notes, ids: notes.star(ids, True), "Starred")


def unstar(args: argparse.Namespace) -> int:
    """Take their stars away."""
    return _mark(args, lambda notes, ids: notes.star(ids, False), "Not starred any more")


def read(args: argparse.Namespace) -> int:
    """Mark articles as read."""
    return _mark(args, lambda notes, ids: notes.mark_read(ids, True), "Read")


def unread(args: argparse.Namespace) -> int:
    """Mark articles as unread."""
    return _mark(args, lambda notes, ids: notes.mark_read(ids, False), "Unread")


def _mark(
    args: argparse.Namespace, change: Callable[[Notes, Sequence[ArticleId]], None], done: str
) -> int:
    """One step for all articles; nothing is changed if one of them is not found."""
    library, notes = open_both(find_folders(args.home))
    articles = _resolved(library, args.articles)
    with notes.at_once():
        notes.remember_all(articles, with_text=False)
        change(notes, [article.id for article in articles])
    for article in articles:
        output.say(f"{done}: {output.shown(article.headline)}")
    return 0


def tag(args: argparse.Namespace) -> int:
    """Give an article tags."""
    return _retag(args, on=True)


def untag(args: argparse.Namespace) -> int:
    """Take tags from an article."""
    return _retag(args, on=False)


def _retag(args: argparse.Namespace, *, on: bool) -> int:
    library, notes = open_both(find_folders(args.home))
    article = _resolved(library, [args.article])[0]
    if on:
        notes.remember(article, with_text=False)
    had = {tag.casefold() for tag in notes.tags_of(article.id)}
    tags: list[str] = []
    for typed in args.tags:
        is_whole = not on and tidy(typed).casefold() in had  # it may have a comma in it
        tags += [typed] if is_whole else split_tags(typed)
    notes.tag_each([article.id], tags, on)
    mine = ", ".join(f"#{each}" for each in notes.tags_of(article.id)) or "no tags"
    output.say(f"{output.shown(article.headline)}: {output.shown(mine)}")
    return 0


def _resolved(library: Library, names: Iterable[str]) -> list[Article]:
    """Each article once, in the order named."""
    ids = dict.fromkeys(library.resolve(name) for name in names)
    return [library.article(each) for each in ids]


def annotations(args: argparse.Namespace) -> int:
    """Highlights and notes, by article and place."""
    library, notes = open_both(find_folders(args.home))
    text = query_text(args.query)
    say_misunderstood(text)
    from reader.search.annotated import annotated

    states = {"orphan"} if args.orphans else set()
    states |= {"moved"} if args.moved else set()
    found = [each for each in annotated(library, notes, text) if not states or each.state in states]
    if args.json:
        for each in found:
            output.json_line(annotation_object(each))
        return 0
    print_annotations(library, found)
    if not found:
        output.say("No annotation answers that." if text or states else "No annotation yet.")
    elif states:
        output.say("`reader reattach ID` shows where each might be, and attaches it.")
    return 0


def print_annotations(library: Library, found: Sequence[Annotation]) -> None:
    paint = output.Paint()
    width = output.columns(100)
    before = ""
    for each in found:
        if each.article != before:
            output.line(("\n" if before else "") + paint.bold(_title(library, each.article)))
            before = each.article
        state = "" if each.state == "exact" else f" ({each.state})"
        output.line(f"  {paint.accent(each.id)} {each.kind}{state} {paint.dim(each.updated[:10])}")
        for line in wrapped(output.shown(each.quote), width - 6) if each.quote else []:
            output.line(f"    {paint.mark('▌')} {line}")
        for paragraph in each.note.split("\n") if each.note else []:
            for line in wrapped(output.shown(paragraph), width - 4):
                output.line(f"    {line}")
        if each.tags:
            output.line("    " + paint.dim(output.shown(" ".join(f"#{t}" for t in each.tags))))


def _title(library: Library, article: ArticleId) -> str:
    for headline in library.headlines([article]):
        return f"{article}  {output.shown(headline.title)}"
    return f"{article}  (not in the library now)"


def undo(args: argparse.Namespace) -> int:
    """Take back the last change, or list those that could be."""
    folders = find_folders(args.home)
    notes = Notes.open(folders)
    if args.list:
        for when, action in notes.history(100):
            output.line(f"{when[:16].replace('T', ' ')}  {output.shown(action)}")
        return 0
    action = notes.undo()
    if not action:
        raise ReaderError("There is nothing to take back.")
    output.line(f"Taken back: {output.shown(action)}")
    clean_again(folders, notes)
    return 0
