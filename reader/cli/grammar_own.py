"""The commands on one's own notes, their safety, and the program: options and examples."""

import argparse

from reader.article import COLORS
from reader.cli.arguments import Add, article, count, json, query

SHELLS = ("bash", "zsh", "fish")


def marking(add: Add) -> None:
    _highlight(add)
    _note(add)
    _switches(add)
    _tags(add)
    _searches(add)
    _annotations(add)
    _edit(add)
    _reattach(add)
    _review(add)
    _undo(add)


def _note(add: Add) -> None:
    command = add(
        "note",
        "notes:note",
        "Write a note on a whole article",
        [
            ("reader note 3f2a 'check the figures'", ""),
            ("reader note 3f2a - < thoughts.txt", "from standard input"),
        ],
    )
    article(command)
    command.add_argument("text", metavar="TEXT", help="the note, or - for standard input")
    json(command, "the note as kept")


def _annotations(add: Add) -> None:
    command = add(
        "annotations",
        "notes:annotations",
        "List highlights and notes",
        [
            ("reader annotations", "all of them"),
            ("reader annotations alibaba", "those on articles or with words that match"),
            ("reader annotations --orphans", "those whose passage is gone"),
        ],
    )
    query(command)
    command.add_argument("--orphans", action="store_true", help="only those without their passage")
    command.add_argument("--moved", action="store_true", help="only those that stand elsewhere now")
    json(command, "one object a line")


def _edit(add: Add) -> None:
    command = add(
        "edit",
        "editing:edit",
        "Change highlights and notes, or delete them",
        [
            ("reader edit k3v9 --note 'checked since' --color green", "its note and its colour"),
            ("reader edit k3v9 m2x7 --tag done --untag open", "tags of several"),
            ("reader edit k3v9 --delete", "`reader undo` brings it back"),
        ],
    )
    command.add_argument("annotations", nargs="+", metavar="ANNOTATION",
                         help="their ids, or the first letters")  # fmt: skip
    command.add_argument("--note", metavar="TEXT", help="the note, or - for standard input")
    command.add_argument("--color", metavar="NAME", help=", ".join(COLORS))
    command.add_argument("--tag", action="append", default=[], metavar="T", help="may be repeated")
    command.add_argument("--untag", action="append", default=[], metavar="T", help="taken away")
    command.add_argument("--delete", action="store_true", help="take them out of sight")
    json(command, "one object a line, as kept")


def _undo(add: Add) -> None:
    command = add(
        "undo",
        "notes:undo",
        "Take back the last change to your own data",
        [
            ("reader undo", "again for the one before"),
            ("reader undo --list", "what could be taken back, newest first"),
        ],
    )
    command.add_argument("--list", action="store_true", help="only show the changes, newest first")


def _reattach(add: Add) -> None:
    command = add(
        "reattach",
        "reattaching:reattach",
        "Say where a highlight's passage is that moved or is gone",
        [
            ("reader reattach k3v9", "where it might be"),
            ("reader reattach k3v9 --choose 1", "attach it there; `reader undo` takes it back"),
            ("reader reattach k3v9 --quote 'the new words'", "or to other words"),
        ],
    )
    command.add_argument("annotation", metavar="ANNOTATION", help="its id, or the first letters")
    command.add_argument("--choose", type=count, metavar="N", help="the suggestion of that number")
    _passage(command)
    json(command, "the highlight as kept, or the suggestions")


def _review(add: Add) -> None:
    command = add(
        "review",
        "reviewing:review",
        "Look at a few old highlights again, as the app's review does",
        [
            ("reader review", "those due today"),
            ("reader review --keep k3v9", "it comes back after twice the time"),
            ("reader review --snooze k3v9", "or tomorrow"),
        ],
    )
    command.add_argument("--limit", type=count, default=5, metavar="N", help="how many (5)")
    command.add_argument("--keep", metavar="ID", help="this highlight was looked at")
    command.add_argument("--snooze", metavar="ID", help="put this highlight off to tomorrow")
    json(command, "one object a line")


def _passage(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quote", metavar="TEXT", help="the words of the passage")
    command.add_argument("--prefix", default="", metavar="P", help="what stands before them")
    command.add_argument("--suffix", default="", metavar="S", help="what stands after them")
    command.add_argument("--start", type=int, metavar="N", help="first character, from 0")
    command.add_argument("--end", type=int, metavar="M", help="character after the last")


def _highlight(add: Add) -> None:
    command = add(
        "highlight",
        "notes:highlight",
        "Mark a passage; its id is printed once it is on disk",
        [
            ("reader highlight 3f2a --quote 'a sentence'", "the passage with these words"),
            ("reader highlight 3f2a --quote 'the' --prefix 'since '", "which of several"),
            ("reader highlight 3f2a --start 120 --end 180 --note why --tag idea", "by place"),
        ],
    )
    article(command)
    _passage(command)
    command.add_argument("--note", default="", metavar="TEXT", help="a note on it")
    command.add_argument("--color", default="", metavar="NAME", help=", ".join(COLORS))
    command.add_argument("--tag", action="append", default=[], metavar="T", help="may be repeated")
    json(command, "the highlight as kept")


def _switches(add: Add) -> None:
    for name, summary in (
        ("star", "Star articles"),
        ("unstar", "Take the star from articles"),
        ("read", "Mark articles as read"),
        ("unread", "Mark articles as unread"),
    ):
        command = add(
            name,
            f"notes:{name}",
            summary,
            [
                (f"reader {name} 3f2a", "one article"),
                (f"reader {name} 3f2a 90bc", "several"),
            ],
        )
        article(command, nargs="+")


def _tags(add: Add) -> None:
    for name, summary in (("tag", "Give an article tags"), ("untag", "Take tags from an article")):
        command = add(
            name,
            f"notes:{name}",
            summary,
            [
                (f"reader {name} 3f2a chine", "one tag"),
                (f"reader {name} 3f2a chine cinéma", "several"),
            ],
        )
        article(command)
        command.add_argument(
            "tags", nargs="+", metavar="TAG", help="a word or a few; commas separate tags"
        )


def _searches(add: Add) -> None:
    command = add(
        "searches",
        "searches:searches",
        "List, save, rename, order or delete saved searches",
        [
            ("reader searches", "those there are, in their order"),
            ("reader searches --save chine alibaba after:2022", "keep a search under a name"),
            ('reader search "$(reader searches chine)"', "search for it again"),
            ("reader searches --rename chine Chine", "another name"),
            ("reader searches --move Chine 1", "to the top of the list"),
            ("reader searches --delete Chine", "`reader undo` brings it back"),
        ],
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="print this one's query alone")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--save", nargs="+", metavar=("NAME", "QUERY"), help="keep a search")
    what.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="give another name")
    what.add_argument("--move", nargs=2, metavar=("NAME", "PLACE"), help="to a place, from 1")
    what.add_argument("--delete", metavar="NAME", help="forget it")
    what.add_argument("--history", action="store_true", help="what was searched for in the app")
    what.add_argument("--forget", action="store_true", help="empty that history")
    json(command, "one object a line, with the number of articles")


def keeping(add: Add) -> None:
    _export(add)
    _restore(add)
    _backup(add)
    _doctor(add)


def _export(add: Add) -> None:
    command = add(
        "export",
        "keeping:export",
        "Write articles with their annotations",
        [
            ("reader export --format markdown > notes.md", "everything, to read elsewhere"),
            ("reader export has:note --format jsonl --output notes.jsonl", "can be restored"),
            ("reader export --annotations --output mine.jsonl", "your own data alone"),
            ("reader export --format markdown --output notes/", "a file an article, to edit"),
            ("reader export --formats", "what there is"),
        ],
    )
    query(command)
    command.add_argument("--format", metavar="NAME", help="see --formats (by suffix, else jsonl)")
    command.add_argument("--output", metavar="PATH", help="a file; for markdown also a folder")
    command.add_argument("--annotations", action="store_true", help="without the articles' text")
    command.add_argument("--formats", action="store_true", help="list the formats")


def _restore(add: Add) -> None:
    command = add(
        "restore",
        "keeping:restore",
        "Bring an export or a backup back; add what is missing, overwrite nothing newer",
        [
            ("reader restore notes.jsonl", "an export in jsonl or jsonld"),
            ("reader restore notes/", "what you edited in exported Markdown"),
            ("reader restore ~/backups/notes.db", "a backup"),
        ],
    )
    command.add_argument("path", metavar="PATH", help="an export or a backup")
    json(command)


def _backup(add: Add) -> None:
    command = add(
        "backup",
        "keeping:backup",
        "Make a verified copy of your own data",
        [
            ("reader backup", "beside the others, see `reader where`"),
            ("reader backup /media/usb", "into a folder, or as a file"),
        ],
    )
    command.add_argument("path", nargs="?", metavar="PATH", help="a folder or a file to make")


def _doctor(add: Add) -> None:
    command = add(
        "doctor",
        "doctor:doctor",
        "Check everything kept; say what is wrong and what mends it",
        [
            ("reader doctor", "look, change nothing"),
            ("reader doctor --repair", "rebuild what can be made again"),
        ],
    )
    command.add_argument("--repair", action="store_true", help="rebuild what can be made again")
    json(command)


def program(add: Add) -> None:
    _where(add)
    _keys(add)
    _settings(add)
    _completion(add)


def _where(add: Add) -> None:
    command = add(
        "where",
        "about:where",
        "Show where files are kept",
        [
            ("reader where", "the folders and files"),
            ("reader where --json | jq -r .notes", "one of them"),
        ],
    )
    json(command)


def _keys(add: Add) -> None:
    command = add(
        "keys",
        "about:keys",
        "List the keys of the app",
        [
            ("reader keys", "with your own in place"),
            ("reader keys --json | jq -r .id", "the ids to remap in settings"),
        ],
    )
    json(command, "one object a line")


def _settings(add: Add) -> None:
    command = add(
        "settings",
        "about:settings",
        "Show the settings, or change one",
        [
            ("reader settings", "values, defaults, and where each comes from"),
            ("reader settings measure", "one of them"),
            ("reader settings measure 66", "change it"),
            ("reader settings keys.star f2", "another key for a command"),
        ],
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="a setting")
    command.add_argument("value", nargs="?", metavar="VALUE", help="its new value")
    json(command)


def _completion(add: Add) -> None:
    command = add(
        "completion",
        "completion:completion",
        "Print a script that completes commands in a shell",
        [
            ("reader completion bash > ~/.local/share/bash-completion/completions/reader", "bash"),
            ("reader completion zsh > ~/.zfunc/_reader", "zsh, with ~/.zfunc in fpath"),
            ("reader completion fish > ~/.config/fish/completions/reader.fish", "fish"),
        ],
    )
    command.add_argument("shell", choices=SHELLS, help="the shell")
