"""How the reader view looks: its component classes, in the theme's variables.

Colour is never the only sign: a highlight is underlined, a match bold, the current one reversed.
"""

COMPONENTS = (
    "text",
    "title",
    "untitled",
    "heading",
    "byline",
    "meta",
    "quote",
    "verse",
    "code",
    "caption",
    "credit",
    "boilerplate",
    "fold",
    "strong",
    "emphasis",
    "link",
    "link-current",
    "hint",
    "hint-known",
    "bar",
    "bullet",
    "sign",
    "mark-yellow",
    "mark-green",
    "mark-blue",
    "mark-pink",
    "mark-violet",
    "gutter-yellow",
    "gutter-green",
    "gutter-blue",
    "gutter-pink",
    "gutter-violet",
    "mark-twice",
    "mark-current",
    "match",
    "match-corrected",
    "match-current",
    "within",
    "selected",
    "caret",
    "inline-code",
    "removed",
    "added",
    "change-current",
    "gone",
    "come",
    "side-current",
)

CSS = """
TextPane {
    overflow-y: scroll; scrollbar-background: $background;
    & > .article--text, & > .article--quote, & > .article--verse { color: $foreground; }
    & > .article--title { color: $primary; text-style: bold; }
    & > .article--untitled { color: $primary; text-style: italic; }
    & > .article--heading { color: $accent; text-style: bold; }
    & > .article--byline, & > .article--meta { color: $text-muted; }
    & > .article--boilerplate, & > .article--fold { color: $text-muted; }
    & > .article--caption, & > .article--credit { color: $text-muted; text-style: italic; }
    & > .article--code, & > .article--inline-code { background: $panel; color: $foreground; }
    & > .article--strong { text-style: bold; }
    & > .article--emphasis { text-style: italic; }
    & > .article--link { color: $text-primary; text-style: underline; }
    & > .article--hint { background: $accent; color: $background; text-style: bold; }
    & > .article--hint-known {
        background: $success; color: $background; text-style: bold underline;
    }
    & > .article--bar, & > .article--bullet { color: $primary; }
    & > .article--sign { color: $accent; text-style: bold; }
    & > .article--mark-yellow { background: $warning-muted; text-style: underline; }
    & > .article--mark-green { background: $success-muted; text-style: underline; }
    & > .article--mark-blue { background: $primary-muted; text-style: underline; }
    & > .article--mark-pink { background: $error-muted; text-style: underline; }
    & > .article--mark-violet { background: $secondary-muted; text-style: underline; }
    & > .article--gutter-yellow { color: $warning; }
    & > .article--gutter-green { color: $success; }
    & > .article--gutter-blue { color: $primary; }
    & > .article--gutter-pink { color: $error; }
    & > .article--gutter-violet { color: $secondary; }
    & > .article--mark-twice { text-style: bold italic underline; }
    & > .article--mark-current { text-style: bold underline; }
    & > .article--match { background: $accent-muted; text-style: bold underline; }
    & > .article--match-corrected {
        background: $accent-muted; text-style: not bold italic underline;
    }
    & > .article--removed { color: $text-error; text-style: strike; }
    & > .article--added { color: $text-success; text-style: bold underline; }
    & > .article--change-current { text-style: reverse; }
    & > .article--gone { background: $error-muted; text-style: underline; }
    & > .article--come { background: $success-muted; text-style: underline; }
    & > .article--side-current { text-style: bold; }
    & > .article--within { background: $panel; }
    & > .article--match-current, & > .article--link-current, & > .article--caret {
        color: $accent; background: $background; text-style: bold reverse;
    }
    & > .article--selected { color: $primary; background: $background; text-style: reverse; }
    &:ansi > .article--mark-yellow { background: ansi_yellow; color: ansi_black; }
    &:ansi > .article--mark-green { background: ansi_green; color: ansi_black; }
    &:ansi > .article--mark-blue { background: ansi_blue; color: ansi_bright_white; }
    &:ansi > .article--mark-pink { background: ansi_magenta; color: ansi_black; }
    &:ansi > .article--hint { text-style: bold reverse; }
    &:ansi > .article--hint-known { text-style: bold reverse underline; }
    &:ansi > .article--gone { background: ansi_red; color: ansi_black; }
    &:ansi > .article--come { background: ansi_green; color: ansi_black; }
    &:ansi > .article--match, &:ansi > .article--match-corrected { background: ansi_default; }
}
"""
