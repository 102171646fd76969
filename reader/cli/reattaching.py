"""Highlights whose passage moved or is gone, and the user's word on where it is.

An annotation's id in; places to choose from, or the highlight as it is kept now, out.
"""

import argparse

from reader.article import Annotation, Article
from reader.cli import output
from reader.cli.passages import find_passage
from reader.cli.selecting import open_both
from reader.errors import NotFound, UsageError
from reader.export.jsonl import annotation_object
from reader.library.notes import Notes
from reader.library.placing import reattach as attach
from reader.settings import find_folders
from reader.text.anchors import Selector, quote
from reader.text.suggesting import Suggestion, suggestions


def reattach(args: argparse.Namespace) -> int:
    """Attach a highlight to a passage; without one, show where it might have been."""
    library, notes = open_both(find_folders(args.home))
    made = notes.annotation(args.annotation)
    if not made.quote:
        raise UsageError("This note is on the whole article; it has no passage.")
    article = library.article(made.article)
    found = _suggested(article, made)
    has_passage = args.quote is not None or args.start is not None or args.end is not None
    if args.choose is None and not has_passage:
        return _show(notes, article, made, found, args.json)
    if args.choose is None:
        selector, start, _ = find_passage(article.text, args)
    else:
        selector, start = _chosen(article, found, args.choose)
    attach(library, notes, made, article, start, start + len(selector.exact))
    if args.json:
        output.json_line(annotation_object(notes.annotation(made.id)))
    else:
        output.line(made.id)
    return 0


def _suggested(article: Article, made: Annotation) -> list[Suggestion]:
    """Where it moved to, if it did; else guesses."""
    if made.state != "orphan":
        return [Suggestion(made.start, made.end, 100.0)]
    return suggestions(article.text, Selector(made.quote, made.prefix, made.suffix))


def _chosen(article: Article, found: list[Suggestion], number: int) -> tuple[Selector, int]:
    if not 1 <= number <= len(found):
        raise NotFound(
            f"There is no suggestion {number}.", hint="`reader reattach ID` shows what there is."
        )
    place = found[number - 1]
    return quote(article.text, place.start, place.end), place.start


def _show(
    notes: Notes, article: Article, made: Annotation, found: list[Suggestion], is_json: bool
) -> int:
    if is_json:
        for each in found:
            words = article.text[each.start : each.end]
            output.json_line({"start": each.start, "end": each.end, "text": words,
                              "likeness": each.likeness})  # fmt: skip
        return 0
    paint = output.Paint()
    output.line(paint.bold(output.shown(article.headline)))
    output.line(f"  {made.kind} ({made.state}): {output.shown(made.quote)}")
    if notes.text_of(made.id):
        around = f"… {made.prefix}[{made.quote}]{made.suffix} …"
        output.line(paint.dim(f"  it stood in: {output.shown(' '.join(around.split()))}"))
    for number, each in enumerate(found, 1):
        words = " ".join(article.text[each.start : each.end].split())
        output.line(f"  {number}  {each.likeness:.0f} %  {output.shown(words)}")
    output.say(
        "`--choose N` attaches it there, `--quote TEXT` to other words."
        if found
        else "Nothing like it stands in the article; `--quote TEXT` attaches it to other words."
    )
    return 0
