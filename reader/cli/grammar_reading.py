"""The commands that read, find, bring in and clean: their options and examples."""

from reader.cli.arguments import OPEN_PATHS, Add, article, count, json, limit, query

SORTS = ("date", "title", "added", "length")
STAGES = ("decode", "unescape", "encoding", "unicode", "space", "reflow", "typo")
_STOP = f"stop after a stage: {', '.join(STAGES)}"


def reading(add: Add) -> None:
    command = add(OPEN_PATHS, "opening:open_app", "Open the app", [])
    command.add_argument("paths", nargs="*", metavar="PATH")
    _open(add)
    _list(add)
    _search(add)
    _show(add)
    _diff(add)


def _open(add: Add) -> None:
    command = add(
        "open",
        "opening:open_article",
        "Open the app at an article",
        [("reader open 3f2a", "at its beginning"), ("reader open 3f2a --at 1200", "at a passage")],
    )
    article(command)
    command.add_argument(
        "--at", type=count, metavar="OFFSET", help="the passage, in characters of the clean text"
    )


def _list(add: Add) -> None:
    command = add(
        "list",
        "listing:list_articles",
        "List headlines, newest first",
        [
            ("reader list", "everything"),
            ("reader list is:unread lang:fr", "what is unread in French"),
            ("reader list --sort length --limit 5", "the five longest"),
            ("reader list --json | jq -r .title", "titles for another program"),
        ],
    )
    query(command)
    command.add_argument("--sort", choices=SORTS, default="date", help="the order (date)")
    limit(command, None, "no more than N")
    json(command, "one object a line")


def _show(add: Add) -> None:
    command = add(
        "show",
        "showing:show",
        "Print an article",
        [
            ("reader show 3f2a", "the clean text"),
            ("reader show 3f2a --changes", "what cleaning changed, and by which rule"),
            ("reader show 3f2a --raw > original.txt", "the document's bytes as they came"),
            ("reader show 3f2a --versions", "its versions; --version 1 prints the first"),
        ],
    )
    article(command)
    json(command, "the article, its blocks and annotations; with --changes an object a change")
    form = command.add_mutually_exclusive_group()
    command.add_argument("--all", action="store_true", help="with the folded site furniture")
    form.add_argument("--raw", action="store_true", help="the document's bytes as they came")
    form.add_argument("--changes", action="store_true", help="each change of cleaning")
    form.add_argument("--versions", action="store_true", help="when it came and changed")
    form.add_argument("--version", type=count, metavar="N", help="an earlier version, 1 the oldest")
    command.add_argument(
        "--width", type=count, metavar="N", help="wrap at N columns, 0 for not at all (up to 80)"
    )


def _diff(add: Add) -> None:
    command = add(
        "diff",
        "comparing:diff",
        "Print what differs from a copy or an earlier version",
        [
            ("reader diff 3f2a", "what its last import changed; else, what sets it off its copy"),
            ("reader diff 3f2a 9c1e", "from one article to another, word by word"),
            ("reader diff 3f2a --version 1 --json", "from its first version, for a program"),
        ],
    )
    article(command)
    command.add_argument("other", nargs="?", metavar="OTHER", help="another article")
    command.add_argument("--version", type=count, metavar="N", help="its version N, 1 the oldest")
    json(command, "an object a difference")


def _search(add: Add) -> None:
    command = add(
        "search",
        "searching:search",
        "Find articles, best first, forgiving typing errors",
        [
            ("reader search alibab netflx", "words, well or badly typed"),
            ("reader search '\"jack ma\" after:2022-09 -netflix'", "a phrase, a field, a word not"),
            ("reader search 'tag:chine is:unread' --json", "for another program"),
            ("reader search - < queries.txt", "one query a line in, one answer a line out"),
        ],
    )
    command.description = (
        "Find articles, best first, forgiving typing errors.\n\n"
        'Queries: word  \'exact  ^prefix  word$  !not  -not  "a phrase"  a | b\n'
        "Fields:  title: text: author: source: lang: tag: note: collection: before: after:\n"
        "         has:note|highlight|copies  is:unread|starred|read|copy|mended\n"
        "         is:truncated|furniture|duplicates|damaged  rule:\n"
        "Dates:   2022, 2022-09 or 2022-09-22; after: is from the first day on, before: until then"
    )
    query(command, nargs="+")
    limit(command, 50, "no more than N (50)")
    json(command, "one object a line")


def corpus(add: Add) -> None:
    command = add(
        "import",
        "importing:import_paths",
        "Bring documents in: files, folders, or - for standard input",
        [
            ("reader import ~/articles", "a folder and all below it, as collection “articles”"),
            ("reader import *.txt --collection presse", "files, under a name"),
            ("curl -s URL | reader import -", "a document from another program"),
        ],
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or -")
    command.add_argument("--collection", default="", metavar="NAME", help="the collection's name")
    json(command)
    command = add(
        "clean",
        "cleaning:clean",
        "Clean text as a filter; nothing is kept",
        [
            ("reader clean page.txt", "the clean text, furniture left out"),
            ("reader clean --until encoding < page.txt", "the text after that stage, no more"),
            ("reader clean --json page.txt | jq .edits", "what was changed, and why"),
            ("reader clean --jsonl < texts.jsonl", '{"id","raw"} a line in, a line a line out'),
        ],
    )
    command.add_argument("files", nargs="*", metavar="FILE", help="files, or - (standard input)")
    command.add_argument("--until", choices=STAGES, default="", metavar="STAGE", help=_STOP)
    form = command.add_mutually_exclusive_group()
    json(form, "all that is known, one object a file")
    form.add_argument("--jsonl", action="store_true", help='{"id","raw"} a line in, one out')
    _keep_raw(add)


def _keep_raw(add: Add) -> None:
    command = add(
        "keep-raw",
        "keeping_raw:keep_raw",
        "Take back what cleaning did: leave a change, or a rule, of an article as it came",
        [
            ("reader keep-raw 3f2a --edit 12", "one change, by its number in `show --changes`"),
            ("reader keep-raw 3f2a --rule hyphenation", "a rule, in this article's document"),
            ("reader keep-raw 3f2a --rule tab --source", "in every document of its collection"),
            ("reader keep-raw --list", "what was taken back, with its ids"),
            ("reader keep-raw --again 81c0", "let it be mended again"),
        ],
    )
    command.add_argument(
        "article", nargs="?", metavar="ARTICLE", help="an id, or its first 4 letters or more"
    )
    command.add_argument(
        "--edit", type=count, action="append", default=[], metavar="N", help="may be repeated"
    )
    command.add_argument("--rule", default="", metavar="RULE", help="the rule's name")
    command.add_argument(
        "--source", action="store_true", help="the rule in every document of the collection"
    )
    command.add_argument("--list", action="store_true", help="what was taken back")
    command.add_argument("--again", default="", metavar="ID", help="let cleaning do it again")
    json(command, "with --list one object a line")
