"""`reader doctor`: look at everything kept, say what is wrong and what mends it.

What is wrong is found by the rooms that keep it; this asks them all, and stops at none.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.cli import output
from reader.errors import ReaderError
from reader.settings import Folders, find_folders, load_settings

if TYPE_CHECKING:
    from reader.library.notes.repair import Mended

_FAILED = 1
DAMAGED = "damaged"  # the detail of a file that can be set aside and made again


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and what came of it; `mend` is what to do where `problem` is not empty."""

    name: str
    problem: str = ""
    mend: str = ""
    detail: str = ""

    @property
    def is_well(self) -> bool:
        return not self.problem


Check = Callable[[Folders], Iterator[Finding]]


def doctor(args: argparse.Namespace) -> int:
    """Check, with --repair mend and check again; 1 if something is still wrong."""
    folders = find_folders(args.home)
    findings = _look(folders)
    repaired: list[str] = []
    if args.repair:
        repaired = _repair(folders, findings)
        findings = _look(folders) if repaired else findings
    is_well = all(finding.is_well for finding in findings)
    if args.json:
        output.json_line(_object(findings, repaired))
    else:
        _print(findings, repaired)
    return 0 if is_well else _FAILED


def _object(findings: list[Finding], repaired: list[str]) -> dict[str, object]:
    return {
        "ok": all(finding.is_well for finding in findings),
        "checks": [
            {
                "name": finding.name,
                "ok": finding.is_well,
                "problem": finding.problem or None,
                "mend": finding.mend or None,
                "detail": finding.detail or None,
            }
            for finding in findings
        ],
        "repaired": repaired,
    }


def _print(findings: list[Finding], repaired: list[str]) -> None:
    paint = output.Paint()
    for done in repaired:
        output.line(f"{paint.mark('mended')}  {output.shown(done)}")
    for finding in findings:
        if finding.is_well:
            output.line(f"{paint.accent('well')}    {finding.name}: {finding.detail or 'as it is'}")
            continue
        output.line(f"{paint.bold('WRONG')}   {finding.name}: {output.shown(finding.problem)}")
        if finding.mend:
            output.line(f"        {output.shown(finding.mend)}")


def _look(folders: Folders) -> list[Finding]:
    """Every check's findings; an error of one is its finding."""
    findings: list[Finding] = []
    for name, check in _CHECKS.items():
        try:
            findings += check(folders)
        except ReaderError as error:
            findings.append(Finding(name, str(error), error.hint))
    return findings


def _check_settings(folders: Folders) -> Iterator[Finding]:
    from reader.app.commands import COMMANDS
    from reader.settings import THEMES, check_keys

    settings = load_settings(folders)
    check_keys(settings, (each.id for each in COMMANDS), folders.settings)
    wrong = "" if settings.theme in THEMES else f"There is no theme “{settings.theme}”."
    yield Finding("settings", wrong, "`reader settings theme NAME` sets another.", "understood")


def _check_notes(folders: Folders) -> Iterator[Finding]:
    """The database by itself, and against its journal, before anything opens it to write."""
    from reader.library.notes import Notes
    from reader.library.notes.repair import problems

    found = problems(folders)
    for problem, mend in found:
        yield Finding("notes", problem, mend)
    if found:
        return
    if not folders.notes.exists():
        yield Finding("notes", detail="none yet")
        return
    counts = Notes.open(folders).counts()
    yield Finding(
        "notes",
        detail=f"whole; {counts['annotations']} annotations, {counts['starred']} stars",
    )


def _check_library(folders: Folders) -> Iterator[Finding]:
    """The file by itself, then as the library: a file of a newer reader is no damage."""
    from reader.library import copies
    from reader.library.articles import Library
    from reader.library.connection import reading
    from reader.library.health import problem

    found = problem(folders.library)
    if found:
        yield Finding("library", found, "`reader doctor --repair`, then import again.", DAMAGED)
    elif not folders.library.exists():
        yield Finding("library", detail="none yet")
    else:
        library = Library.open(folders)
        count = library.count()
        yield Finding("library", detail=f"whole; {count:,} articles")
        hidden = count - library.count(is_folded=True)
        with reading(library.connection()) as db:
            wrong = copies.problem(db)
        detail = f"{hidden:,} articles are folded under others"
        yield Finding("copies", wrong, "`reader doctor --repair` finds them anew.", detail)


def _check_index(folders: Folders) -> Iterator[Finding]:
    from reader.library.health import problem

    found = problem(folders.index)
    if found:
        yield Finding("index", found, "`reader doctor --repair` makes it again.", DAMAGED)
    elif not folders.index.exists() or not folders.library.exists():
        yield Finding("index", detail="none yet; the first search makes it, or the app")
    else:
        yield _compared(folders)


def _compared(folders: Folders) -> Finding:
    """The index beside the library it was made of."""
    from reader.cli.indexing import followed
    from reader.search import checking

    last = followed("Checking the index:", checking.check(folders))
    if last and last.problem:
        return Finding("index", last.problem, "`reader doctor --repair` makes it again.", DAMAGED)
    if last and last.behind:
        return Finding("index", detail=f"whole; the next search adds {last.behind:,} articles")
    return Finding("index", detail="whole, and holds what the library holds")


def _check_backups(folders: Folders) -> Iterator[Finding]:
    count = len(list(folders.backups.glob("*.db"))) if folders.backups.is_dir() else 0
    yield Finding("backups", detail=f"{count} in {folders.backups}")


_CHECKS: dict[str, Check] = {
    "settings": _check_settings,
    "notes": _check_notes,
    "backups": _check_backups,
    "library": _check_library,
    "index": _check_index,
}


def _of_notes(mended: "Mended") -> str:
    """What the notes were made again from, and what that may lack."""
    said = f"{mended.changes} changes made again from the journal"
    if mended.base:
        said = (
            f"made again from the backup {mended.base} and {mended.changes} changes of the journal"
        )
    if mended.base or mended.damaged_lines:
        said += "; what neither of them holds is missing now"
    kept = f"; the file that was there is {mended.kept}" if mended.kept else ""
    return f"notes: {said}{kept}"


def _repair(folders: Folders, findings: list[Finding]) -> list[str]:
    """Make again what can be made again; the notes keep their damaged file beside the new one."""
    wrong = {finding.name for finding in findings if not finding.is_well}
    done: list[str] = []
    if "notes" in wrong:
        from reader.library.notes.repair import mend

        done.append(_of_notes(mend(folders)))
    damaged = {finding.name for finding in findings if finding.detail == DAMAGED}
    if "copies" in wrong:
        from reader.library.writer import Writer

        with Writer.open(folders) as writer:
            writer.renew_copies()
        done.append("copies: found anew in all articles")
    if "library" in damaged:
        done.append(_renew_library(folders))
        damaged.add("index")  # it is of another library now
    if "index" in damaged:
        done.append(_renew_index(folders))
    return done


def _renew_library(folders: Folders) -> str:
    from reader.library.articles import Library
    from reader.library.health import set_aside

    kept = set_aside(folders.library)
    Library.open(folders)
    return f"library: an empty one; import your folders again (the damaged file is {kept})"


def _renew_index(folders: Folders) -> str:
    from reader.cli.indexing import bring_up
    from reader.library.articles import Library
    from reader.library.health import set_aside

    if folders.index.exists():
        set_aside(folders.index).unlink()  # nothing in it is the user's
    Library.open(folders).close()
    return f"index: made again from {bring_up(folders):,} articles of the library"
