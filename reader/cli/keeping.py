"""Own data out and in: export, restore, backup.

What the files look like is `export`'s, how they are kept `library.notes`'s.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from reader.cli import output
from reader.cli.keeping_raw import clean_again
from reader.cli.selecting import open_both, query_text, say_misunderstood, select
from reader.export import EXPORTERS
from reader.export.exported import Exported
from reader.export.jsonl import write_rest
from reader.export.writing import format_of, is_folder, write_file
from reader.library.notes import Notes
from reader.settings import find_folders

_PARTLY = 3


def export(args: argparse.Namespace) -> int:
    """Write what the query means, article after article."""
    if args.formats:
        return _list_formats()
    name = format_of(args.output or "", args.format)
    found = _exported(args)
    first = next(found, None)
    if first is None and args.query:
        output.say("Nothing matches, so there is nothing to export.")
        return 0
    exported = chain([first] if first else [], found)
    target = Path(args.output).expanduser() if args.output not in (None, "", "-") else None
    if target and name == "markdown" and is_folder(args.output):
        return _write_pages(target, exported)
    pieces = EXPORTERS[name](exported)
    if name == "jsonl" and not args.query:
        pieces = chain(pieces, write_rest(Notes.open(find_folders(args.home))))
    if target:
        write_file(target, pieces)
        is_to_read = name == "markdown"
        hint = " It is for reading; what `restore` reads is a folder: --output NAME/"
        output.say(f"Written to {output.shown(str(target))}.{hint if is_to_read else ''}")
    else:
        _write_out(pieces)
    return 0


def _write_pages(folder: Path, exported: Iterable[Exported]) -> int:
    """A file an article, to be edited and restored."""
    from reader.export.folder import write_folder

    written = write_folder(exported, folder)
    output.say(
        f"{output.shown(str(folder))}: {written.new:,} new, {written.changed:,} changed, "
        f"{written.unchanged:,} as they were."
    )
    for left in written.left_alone:
        output.say(f"  {output.shown(left.path.name)} is left as it is: {left.reason}.")
    return _PARTLY if written.left_alone else 0


def _list_formats() -> int:
    for name, exporter in EXPORTERS.items():
        output.line(f"{name:10} {(exporter.__doc__ or '').splitlines()[0]}")
    return 0


def _exported(args: argparse.Namespace) -> Iterator[Exported]:
    """The articles that are meant; without a query also what belongs to articles not here."""
    from reader.export.gathering import gather, left_over

    library, notes = open_both(find_folders(args.home))
    text = query_text(args.query)
    say_misunderstood(text)
    headlines = select(library, notes, text)
    found = gather(library, notes, headlines, with_text=not args.annotations)
    for each in found if text else chain(found, left_over(library, notes)):
        if each.is_marked or not args.annotations:
            yield each


def _write_out(pieces: Iterable[str]) -> None:
    output.utf8()
    is_terminal = output.is_terminal(sys.stdout)
    for piece in pieces:
        output.write(output.shown(piece, keep_newlines=True) if is_terminal else piece)


def restore(args: argparse.Namespace) -> int:
    """Bring an export or a backup back."""
    from reader.export.restoring import restore as bring_back

    folders = find_folders(args.home)
    notes = Notes.open(folders)
    restored = bring_back(notes, Path(args.path).expanduser())
    merged = restored.merged
    if args.json:
        output.json_line(
            {
                "added": merged.added,
                "updated": merged.updated,
                "unchanged": merged.unchanged,
                "deleted": merged.deleted,
                "skipped": [
                    {"line": s.line, "where": s.where, "reason": s.reason} for s in restored.skipped
                ],
                "conflicts": [
                    {"path": name, "what": each.what, "theirs": each.theirs, "ours": each.ours}
                    for name, each in restored.conflicts
                ],
            }
        )
    output.say(
        f"Marks and notes: {merged.added:,} added, {merged.updated:,} updated, "
        f"{merged.unchanged:,} already there."
    )
    if merged.deleted:
        output.say(f"  {merged.deleted:,} were deleted here since and stay so; see `reader undo`.")
    for skipped in restored.skipped[:10]:
        output.say(f"  {output.shown(skipped.where)} is skipped: {output.shown(skipped.reason)}")
    for name, each in restored.conflicts:
        output.say(f"  {output.shown(name)}: {each.what} was changed here too, and stays as here.")
        output.say(f"    here: {output.shown(each.ours)}\n    there: {output.shown(each.theirs)}")
    clean_again(folders, notes)
    return _PARTLY if restored.skipped or restored.conflicts else 0


def backup(args: argparse.Namespace) -> int:
    """A verified copy; its path is the result."""
    notes = Notes.open(find_folders(args.home))
    path = notes.backup(Path(args.path).expanduser() if args.path else None)
    output.line(output.shown(str(path)))
    return 0
