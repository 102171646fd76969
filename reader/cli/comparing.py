"""`reader diff`, and the versions of `reader show`: what changed in an article, or in its copy."""

import argparse
from collections.abc import Iterator, Sequence

from reader.article import Article
from reader.cli import output
from reader.cli.showing import article_object, print_article, wrapped
from reader.errors import UsageError
from reader.library.articles import Library
from reader.library.versions import Version, version, versions
from reader.settings import find_folders
from reader.text.differences import differences
from reader.text.offsets import Change

_WIDEST = 80


def diff(args: argparse.Namespace) -> int:
    """Print what differs, in its place: [-gone-] and {+new+}."""
    library = Library.open(find_folders(args.home))
    one = library.article(library.resolve(args.article))
    before, after, said = _pair(library, one, args)
    found = differences(before.text, after.text)
    for change in found if args.json else ():
        output.json_line(
            {
                "kind": change.edit.rule,
                "before": change.edit.before,
                "after": change.edit.after,
                "before_start": change.edit.start,
                "before_end": change.edit.end,
                "start": change.start,
                "end": change.end,
            }
        )
    if not args.json:
        for line in _lines(after.text, found, output.columns(_WIDEST)):
            output.line(line)
    count = len(found)
    output.say(f"{count} difference{'' if count == 1 else 's'} from {said}.")
    return 0


def _pair(library: Library, one: Article, args: argparse.Namespace) -> tuple[Article, Article, str]:
    """What to compare, and how to call it: with another article, an earlier version or a copy."""
    if args.other and args.version is not None:
        raise UsageError("Another article and --version are two comparisons: one of them.")
    if args.other:
        other = library.article(library.resolve(args.other))
        return one, other, f"{one.id} to {other.id}"
    number = args.version or len(versions(library, one.id)) - 1
    if number:
        return version(library, one.id, number), one, f"version {number} to this one"
    copies = library.copies(one.id)
    if not copies:
        raise UsageError(
            "This article has no earlier version and no copy.",
            hint="Name another article to compare it with: `reader diff ARTICLE OTHER`.",
        )
    return library.article(copies[0].id), one, f"{copies[0].id} to its copy {one.id}"


def _lines(text: str, found: Sequence[Change], width: int) -> Iterator[str]:
    """The lines that hold a difference, a sign for what lies between."""
    is_left_out = False
    for line in _marked(text, found).split("\n"):
        if not line.strip():
            continue
        if "[-" not in line and "{+" not in line and not line.startswith("\0"):
            is_left_out = True
            continue
        if is_left_out:
            yield "⋯"
            is_left_out = False
        yield from wrapped(output.shown(line.removeprefix("\0")), width)
        yield ""


def _marked(text: str, found: Sequence[Change]) -> str:
    """The text with its differences; a line inside of one begins with NUL."""
    parts: list[str] = []
    at = 0
    for change in found:
        gone, new = (part.replace("\n", "\n\0") for part in (change.edit.before, change.edit.after))
        parts.append(text[at : change.start])
        parts.append(f"[-{gone}-]" if gone else "")
        parts.append(f"{{+{new}+}}" if new else "")
        at = change.end
    return "".join([*parts, text[at:]])


def show_versions(library: Library, article: Article, *, is_json: bool) -> None:
    """One line a version, the oldest first."""
    paint = output.Paint()
    for each in versions(library, article.id):
        if is_json:
            output.json_line(
                {
                    "version": each.number,
                    "imported": each.imported,
                    "replaced": each.replaced or None,
                }
            )
            continue
        number = paint.accent(str(each.number).rjust(3))
        output.line(f"{number}  {_when(each)}")


def _when(each: Version) -> str:
    said = f"imported {each.imported}"
    return f"{said}, replaced {each.replaced}" if each.replaced else f"{said}, as it is"


def show_version(library: Library, article: Article, args: argparse.Namespace) -> None:
    """An earlier version, as text or as JSON."""
    found = version(library, article.id, args.version)
    if args.json:
        output.json_line({**article_object(found, []), "version": args.version})
    else:
        width = output.columns(_WIDEST) if args.width is None else args.width
        print_article(found, width, with_folded=args.all)
