"""Opening an address in the browser, if it is one that can do no harm."""

from urllib.parse import urlsplit

_LONGEST = 8192  # characters


def browse(url: str) -> str:
    """Open an http address; the sentence that says what happened.

    Only http and https with a host, no controls or spaces: an argument such as `--flag` or a
    `file:` address never reaches the browser (CVE-2026-4519).
    """
    import webbrowser

    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or len(url) > _LONGEST or any(c <= " " or c == "\x7f" for c in url):
        return "This address is not one a browser should open."
    return f"Opened {parts.hostname}" if webbrowser.open(url) else "No browser was found here."
