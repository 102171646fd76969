"""Tags as they are typed: which are meant, and what became of them. Pure."""

from collections.abc import Sequence

from reader.library.notes.marks import split_tags


def chosen_tags(typed: str, sets: Sequence[Sequence[str]]) -> tuple[list[str], bool]:
    """The tags that are meant, and whether everything has all of them.

    A tag that everything has and that has a comma in it can still be named.
    """
    had = [{tag.casefold() for tag in tags} for tags in sets]
    whole = typed.strip()
    if all(whole.casefold() in each for each in had):
        return [whole], True
    tags = split_tags(typed)
    return tags, all(tag.casefold() in each for tag in tags for each in had)


def tagged(tags: Sequence[str], was: bool) -> str:
    """What was done, for a toast."""
    named = " ".join(f"#{tag}" for tag in tags)
    return f"{named} taken away" if was else f"Tagged {named}"
