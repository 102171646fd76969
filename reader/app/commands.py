"""Every command of the app, one row each: keys, key bar, help page and palette come from here.

Imports no Textual, so that `reader keys` is quick. What a command does is the method
`action_<id with underscores>` of the widget that its group names.
"""

from dataclasses import dataclass
from typing import Literal

Group = Literal[
    "everywhere",
    "list",
    "article",
    "selecting",
    "search",
    "lists",
    "notes",
    "annotations",
    "review",
    "compare",
]

GROUPS: dict[Group, str] = {
    "everywhere": "Everywhere",
    "list": "In the article list",
    "article": "Reading",
    "selecting": "With a selection (v)",
    "search": "Searching",
    "lists": "In the lists, on a saved search",
    "notes": "In the notes",
    "annotations": "In all notes (H)",
    "review": "In the review (V)",
    "compare": "With two articles side by side (d, w)",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do. Its id is the contract; its key is a default."""

    id: str
    key: str  # one, or several with commas between
    label: str
    help: str
    group: Group
    on_bar: bool = False  # named in the key bar while its pane has the focus


COMMANDS: tuple[Command, ...] = (
    # everywhere: the main screen
    Command("search", "slash", "Search", "Search all articles; in an article, find in it",
            "everywhere", True),
    Command("search-all", "S", "Search all articles", "Search from anywhere", "everywhere"),
    Command("save-search", "ctrl+s", "Save search",
            "Save what is being searched under a name; it stands in the lists", "everywhere"),
    Command("pane-right", "l,right", "Pane right", "Go to the pane on the right", "everywhere"),
    Command("pane-left", "h,left", "Pane left", "Go to the pane on the left", "everywhere"),
    Command("next-pane", "tab", "Next pane", "Cycle through the panes", "everywhere"),
    Command("previous-pane", "shift+tab", "Previous pane", "Cycle backwards", "everywhere"),
    Command("show-list", "1", "Article list", "Go to the article list", "everywhere"),
    Command("show-article", "2", "Article", "Go to the article", "everywhere"),
    Command("show-notes", "3", "Notes",
            "Go to the notes; once more: all notes, then those that moved", "everywhere"),
    Command("all-notes", "H", "All notes", "All highlights and notes: filter, group, export",
            "everywhere"),
    Command("review", "V", "Review", "A few old highlights a day: keep, put off, open",
            "everywhere"),
    Command("show-lists", "L,0", "Lists", "Choose a collection or a smart list", "everywhere"),
    Command("back", "escape,q", "Back", "Back to where you were; from the list, `Q` leaves",
            "everywhere"),
    Command("next-article", "J", "Next article", "Open the next article of the list", "everywhere"),
    Command("previous-article", "K", "Previous article", "Open the one before", "everywhere"),
    Command("next-unread", "n", "Next unread", "Go to the next article you have not read",
            "everywhere"),
    Command("previous-unread", "p", "Previous unread", "Go to the unread one before", "everywhere"),
    Command("star", "s", "Star", "Star the article, or take the star away", "everywhere", True),
    Command("toggle-read", "r", "Read/unread", "Mark the article as read or unread", "everywhere"),
    Command("all-read", "A", "All read", "Mark the whole list as read (u takes it back)",
            "everywhere"),
    Command("tag", "t", "Tag", "Tag the article", "everywhere"),
    Command("note", "a", "Note", "Write a note on the chosen highlight, else on the article",
            "everywhere", True),
    Command("undo", "u", "Undo", "Take back what you did last", "everywhere"),
    Command("open-link", "o", "Browser", "Open the article's address in the browser",
            "everywhere"),
    Command("copy", "y", "Copy", "Copy the headline and address, or the chosen link",
            "everywhere"),
    Command("edit-copy", "e", "Editor", "Open the article's text in $EDITOR, as a copy",
            "everywhere"),
    Command("pipe", "vertical_line", "Pipe", "Give the article's text to a shell command",
            "everywhere"),
    Command("import", "I", "Import", "Import a file or a folder", "everywhere"),
    Command("mended", "M", "Mended", "What cleaning mended, by rule; Enter lists the articles",
            "everywhere"),
    Command("sort", "O", "Order", "Order the list by date, title, import or length", "everywhere"),
    Command("outline", "T", "Outline", "Jump to a heading of the article", "everywhere"),
    Command("set-mark", "m", "Mark", "Mark this place with a letter", "everywhere"),
    Command("go-to-mark", "apostrophe", "Go to mark", "Go to a mark of the article",
            "everywhere"),
    Command("copies", "c", "Copies", "Unfold the copies of the row, or fold them", "everywhere"),
    Command("differences", "d", "Differences",
            "Beside the article, a copy or its version before, and what sets them apart",
            "everywhere"),
    Command("beside", "w", "Side by side",
            "Choose this article; on another one, set both side by side", "everywhere"),
    Command("fold-copies", "C", "All copies", "Copies as rows of their own, or as one row",
            "everywhere"),
    Command("zen", "z", "Zen", "Show only the article", "everywhere"),
    Command("theme", "D", "Theme", "Choose the colours", "everywhere"),
    Command("palette", "colon,ctrl+p", "Palette", "Find any command by name", "everywhere"),
    Command("help", "question_mark,f1", "Help", "Show all keys", "everywhere", True),
    Command("suspend", "ctrl+z", "Suspend", "Leave reader waiting; `fg` in the shell comes back",
            "everywhere"),
    Command("leave", "Q,ctrl+q", "Leave", "Leave reader; everything is kept", "everywhere"),
    # the article list, and every list that moves like it
    Command("cursor-down", "j,down,ctrl+n,ctrl+j", "Down", "Next row", "list"),
    Command("cursor-up", "k,up,ctrl+p,ctrl+k", "Up", "Row before", "list"),
    Command("page-down", "space,pagedown,ctrl+f", "Page down", "A page down", "list"),
    Command("page-up", "b,pageup,ctrl+b", "Page up", "A page up", "list"),
    Command("half-down", "ctrl+d", "Half down", "Half a page down", "list"),
    Command("half-up", "ctrl+u", "Half up", "Half a page up", "list"),
    Command("top", "g,home", "Top", "The first row", "list"),
    Command("bottom", "G,end", "End", "The last row", "list"),
    Command("choose", "enter", "Open", "Open the row", "list", True),
    # the reader view
    Command("line-down", "j,down", "Down", "A line down", "article"),
    Command("line-up", "k,up", "Up", "A line up", "article"),
    Command("read-on", "space,pagedown,ctrl+f", "Page", "A page on; at the end, the next unread",
            "article", True),
    Command("read-back", "b,pageup,ctrl+b", "Page back", "A page back", "article"),
    Command("half-page-down", "ctrl+d", "Half down", "Half a page down", "article"),
    Command("half-page-up", "ctrl+u", "Half up", "Half a page up", "article"),
    Command("article-top", "g,home", "Top", "The start of the article", "article"),
    Command("article-end", "G,end", "End", "The end of the article", "article"),
    Command("next-match", "n", "Next match",
            "The next match (while something is found), or the next change (in the changes)",
            "article"),
    Command("previous-match", "N", "Match before", "The match before, or the change", "article"),
    Command("turn-text", "R", "Raw, changes",
            "Turn to the text as it came, to what cleaning changed in it, and back", "article"),
    Command("take-back", "x", "Take back",
            "In the changes: leave the text as it came there, for good (u undoes it)",
            "article", True),
    Command("take-back-rule", "X", "Take back the rule",
            "In the changes: the rule off in this article or its collection, or on again",
            "article"),
    Command("select", "v", "Select",
            "Mark a passage: v again begins; w b (3w) by word, ) ( sentence, } { paragraph; "
            "Space a sentence",
            "article", True),
    Command("toggle-hidden", "F", "Furniture", "Unfold or fold the site's furniture", "article"),
    Command("next-annotation", "right_square_bracket", "Next highlight",
            "The next highlight of the article", "article"),
    Command("previous-annotation", "left_square_bracket", "Highlight before",
            "The highlight before", "article"),
    Command("open", "enter", "Open", "Open the highlight's note or the link that is chosen",
            "article"),
    Command("follow-link", "f", "Links",
            "Letters beside each link choose it; then Enter opens it, y copies it, o browser",
            "article"),
    Command("all-links", "U", "All links",
            "List the article's links, and which of them are in the library", "article"),
    Command("wider", "plus,equals_sign", "Wider", "Longer lines", "article"),
    Command("narrower", "minus", "Narrower", "Shorter lines", "article"),
    Command("spacing", "i", "Line spacing", "A blank line more between lines; after two, none",
            "article"),
    Command("justify", "E", "Even edges", "Justify the text, or leave its right edge ragged",
            "article"),
    Command("find", "ctrl+g", "Find", "Find in this article", "everywhere"),
    # a selection in the reader view
    Command("select-mark", "h,enter", "Highlight", "Highlight the selection", "selecting", True),
    Command("select-note", "a", "Note", "Highlight it and write a note", "selecting", True),
    Command("select-color", "c", "Colour", "Highlight it in another colour", "selecting", True),
    Command("select-copy", "y", "Copy", "Copy the selection", "selecting", True),
    Command("select-done", "escape,v,q", "Leave", "Leave selecting", "selecting", True),
    # the search field
    Command("search-down", "ctrl+n,ctrl+j", "Next hit", "The next result", "search"),
    Command("search-up", "ctrl+p,ctrl+k", "Hit before", "The result before", "search"),
    Command("search-newer", "down", "Down", "The next result; after ↑ the newer search", "search"),
    Command("search-older", "up", "Up",
            "The result before; in an empty field, or at its start, the search before", "search"),
    Command("search-complete", "tab", "Complete",
            "Complete a field's name or value; again for the next one", "search", True),
    Command("search-open", "enter", "Open", "Open the result", "search", True),
    Command("search-leave", "escape", "Back", "Leave the search; the list is as it was",
            "search", True),
    # the lists
    Command("rename-search", "e", "Rename", "Give the saved search another name", "lists", True),
    Command("delete-search", "d,delete", "Delete", "Delete the saved search (u takes it back)",
            "lists", True),
    Command("move-search-down", "J", "Move down", "Put it one place further down", "lists", True),
    Command("move-search-up", "K", "Move up", "Put it one place further up", "lists"),
    # the notes
    Command("edit-note", "e", "Edit", "Edit the note", "notes", True),
    Command("delete-note", "d,delete", "Delete", "Delete it (u takes it back)", "notes", True),
    Command("tag-note", "t", "Tag", "Tag the highlight or note", "notes", True),
    Command("recolor", "c", "Colour", "Next highlight colour", "notes", True),
    Command("reattach", "x", "Attach", "Attach a highlight again that moved or lost its passage",
            "notes"),
    # all notes, on a screen of their own
    Command("filter-annotations", "slash", "Filter", "Show those that a query means",
            "annotations", True),
    Command("group-annotations", "w", "Group", "By article, tag, colour, day or not at all",
            "annotations", True),
    Command("order-annotations", "O", "Order", "By place, newest or oldest first", "annotations",
            True),
    Command("mark-annotation", "x", "Choose", "Choose the row for what comes next",
            "annotations", True),
    Command("tag-annotations", "t", "Tag", "Tag what is chosen", "annotations", True),
    Command("edit-annotation", "e", "Edit", "Edit the note", "annotations", True),
    Command("recolor-annotations", "c", "Colour", "Next colour", "annotations"),
    Command("delete-annotations", "d,delete", "Delete", "Delete what is chosen (u takes it back)",
            "annotations"),
    Command("export-annotations", "X", "Export", "Write what is shown to a file", "annotations",
            True),
    Command("undo-annotations", "u", "Undo", "Take back what you did last", "annotations"),
    Command("leave-annotations", "escape,q", "Back", "Back to the panes", "annotations", True),
    # a few old highlights a day
    Command("review-keep", "space,k", "Keep", "Seen: it comes back after twice the time", "review"),
    Command("review-snooze", "s,z", "Tomorrow", "Put it off to tomorrow", "review"),
    Command("review-open", "enter,o", "Open", "Open its article there", "review"),
    Command("review-undo", "u", "Undo", "Take back what you did last", "review"),
    # two articles side by side
    Command("next-difference", "n", "Next", "Go to the next difference", "compare", True),
    Command("previous-difference", "N,p", "Before", "The difference before", "compare", True),
    Command("other-side", "tab,shift+tab", "Other text",
            "Go to the other text; where there is room for one, show it in place of this one",
            "compare", True),
    Command("read-side", "enter", "Read", "Go on reading this one", "compare", True),
    Command("unfold-both", "F", "Furniture", "Unfold or fold the furniture of both", "compare"),
    Command("leave-comparing", "escape,q,d", "Back", "Back to where you were", "compare", True),
)  # fmt: skip


def of_group(group: Group) -> tuple[Command, ...]:
    """The commands of one group, in their order."""
    return tuple(command for command in COMMANDS if command.group == group)


_SYMBOLS = {
    "slash": "/", "colon": ":", "question_mark": "?", "vertical_line": "|", "plus": "+",
    "apostrophe": "'",
    "equals_sign": "=", "minus": "-", "escape": "Esc", "enter": "Enter", "space": "Space",
    "tab": "Tab", "shift+tab": "Shift-Tab", "pagedown": "PgDn", "pageup": "PgUp", "down": "↓",
    "up": "↑", "left": "←", "right": "→", "home": "Home", "end": "End", "delete": "Del",
    "right_square_bracket": "]", "left_square_bracket": "[", "f1": "F1",
}  # fmt: skip


def shown_keys(keys: str) -> str:
    """Keys as people write them: `ctrl+d,space` → `Ctrl-d Space`."""
    return " ".join(_SYMBOLS.get(key, key.replace("ctrl+", "Ctrl-")) for key in keys.split(","))
