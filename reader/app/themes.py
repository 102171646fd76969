"""Two themes of our own: a quiet dark one, and one like paper. Textual's stand beside them."""

from textual.theme import Theme

READER_DARK = Theme(
    name="reader-dark",
    primary="#7aa2c8",
    secondary="#9a8fb8",
    accent="#d9a566",
    warning="#e0c074",
    error="#d27272",
    success="#8fb88a",
    foreground="#d4d0c8",
    background="#16181c",
    surface="#1d2026",
    panel="#262a31",
    dark=True,
    variables={"text-muted": "#8a8f98", "border": "#3a4049", "border-blurred": "#2e333b"},
)

READER_PAPER = Theme(
    name="reader-light",
    primary="#2f5d8a",
    secondary="#6b5b8a",
    accent="#9c4a1a",
    warning="#8a5a00",
    error="#a03030",
    success="#3f6f3a",
    foreground="#2b2824",
    background="#f7f3ea",
    surface="#efe9dc",
    panel="#e5ddcc",
    dark=False,
    variables={"text-muted": "#6f685d", "border": "#c9bfab", "border-blurred": "#d9d1c0"},
)

THEMES = (READER_DARK, READER_PAPER)
