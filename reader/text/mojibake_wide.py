"""Chinese, Japanese and Korean of before Unicode, read as Latin-1: text in, edits out.

Two bytes were a character there (`ÖÐÎÄ` is 中文), so the text is decoded line by line. Whether it
looks like no language at all is `mojibake_legacy`'s to say, which asks here first.
"""

from reader.article import Edit
from reader.text import model
from reader.text.mojibake_codecs import codec

_TAKEN = ("cp1252", "iso8859_1")
_REAL = ("gbk", "cp932", "euc_jp", "cp949", "big5")
_READ = 20_000  # characters that tell the encoding
_FEWEST = 12  # characters of these scripts, for anything to be known
_WIDE = 0.9  # of what is outside ASCII afterwards belongs to them
_BROKEN = 0.02  # of the bytes at most are no character
_PLAUSIBLE = 8.5  # nats a character costs at most: most right ones cost 5 to 7, others 10
_SCRIPTS = ((0x3000, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7A4), (0xFF00, 0xFFF0))
_SIGNS = frozenset("‘’“”—…·")


def repair(text: str) -> list[Edit]:
    """Edits that read the text in the encoding it was in; none unless it is plain."""
    sample = text[: text.rfind("\n", 0, _READ) + 1 or _READ]
    best: tuple[float, str, str] = (_PLAUSIBLE, "", "")
    for taken in _TAKEN:
        data = _bytes(sample, taken)
        for real in _REAL if data else ():
            nats = _cost(data, real)
            if nats < best[0]:
                best = nats, taken, real
    return _edits(text, best[1], best[2]) if best[1] else []


def _bytes(text: str, taken: str) -> bytes:
    """The bytes that were read as this, or none where they can't have been."""
    codes = codec(taken).codes
    if any(char >= "\x80" and char not in codes for char in text):
        return b""
    return bytes(ord(char) if char < "\x80" else codes[char] for char in text)


def _cost(data: bytes, real: str) -> float:
    """Nats a character, or more than anything costs."""
    decoded = data.decode(real, "replace")
    odd = [char for char in decoded if char >= "\x80"]
    wide = [char for char in odd if char in _SIGNS or _is_wide(char)]
    is_read = len(wide) >= max(_FEWEST, _WIDE * len(odd))
    if not is_read or decoded.count("\ufffd") > _BROKEN * len(data):
        return _PLAUSIBLE
    ranked = model.rank("".join(odd), 1)
    return ranked[0][1] if ranked else _PLAUSIBLE


def _is_wide(char: str) -> bool:
    return any(start <= ord(char) < end for start, end in _SCRIPTS)


def _edits(text: str, taken: str, real: str) -> list[Edit]:
    """One edit a line; a line that can't be read so stays."""
    edits = []
    start = 0
    for line in text.split("\n"):
        data = b"" if line.isascii() else _bytes(line, taken)
        after = data.decode(real, "replace")
        if after and "\ufffd" not in after:
            head = next(at for at, char in enumerate(line) if char >= "\x80")
            tail = 0
            while line[-1 - tail] == after[-1 - tail] < "\x80":
                tail += 1
            place = start + head, start + len(line) - tail
            before, now = line[head : len(line) - tail], after[head : len(after) - tail]
            edits.append(Edit("encoding", f"{real}-as-{taken}", *place, before, now, "likely"))
        start += len(line) + 1
    return edits
