"""What an article says of itself: front matter, header lines, byline, date, language.

Comes in: lines and short texts. Goes out: values, `""` where there are none. The title is found by
`structure`, for it depends on where a line stands; how dates are written is `dates`'.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.text.dates import date_place, dated_weekday, full_date, month_date, only_month
from reader.text.lines import is_spaceless

_LONGEST_META = 160
_KEYS = {
    "title": "title titre titel título titolo headline subject objet betreff asunto",
    "byline": "author authors auteur auteurs autor autores autore byline by writer from",
    "date": "date published pubdate published_at publication_date datum fecha data created",
    "language": "language lang langue sprache idioma locale",
    "url": "url link source canonical permalink original_url",
}
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys.split()}
_KEY_LINE = re.compile(r"\s*\"?([A-Za-z_À-ÿ][\w -]{0,30})\"?\s?[:=]\s*(.*?)\s*\Z")
_PUBLISHED = re.compile(
    r"(?:publié|mise? à jour|posté|modifié|paru|rédigé|published|posted|(?:last )?updated"
    r"|first published|veröffentlicht|aktualisiert|stand|publicado|actualizado|pubblicato"
    r"|aggiornato"
    r"|atualizado|gepubliceerd|opublikowano|aktualizacja|опубликовано|обновлено|δημοσιεύτηκε"
    r"|δημοσίευση|نشر|نُشر|تاريخ النشر|公開日|更新日|公開|更新|发布时间|发布于|时间|입력|등록)\b",
    re.IGNORECASE,
)
_PUBLISHED_BEHIND = re.compile(r",?\s" + _PUBLISHED.pattern, re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:de (?:notre|nos) (?:correspondant|envoyé)e?s?(?: spécial\w*| permanent\w*)?"
    r"(?: (?:à|en|au) [\w-]+,?)?|par|by|von|por|di|da|door"
    r"|przez|texte?\s?:|propos recueillis par|(?:written|reported|reporting|interview|words|story"
    r"|text) by|escrito por|auteur\s?:|av|af|gan|minn|eftir|scris de|írta\s?:|piše\s?:"
    r"|napsal[ai]?\s?:?|teksti\s?:|tekst\s?:|texto\s?:|testo\s?:|yazan\s?:|аутор\s?:|autorius\s?:"
    r"|autors?\s?:|автор\s?:|від|од|от"
    r"|author\s?:|autor\s?:|автор\s?:|κείμενο\s?:|του|της|بقلم\s?:?|كتب\s?:|作者\s?[:：]|记者"
    r"|haber\s?:|текст\s?:|van onze (?:verslaggever|redacteur|correspondent)\s"
    r"|пише\s?:|müəllif\s?:|egilea\s?:|מאת:?\s|כתבה?:\s|نوشته[ٔ‌ی]*\s|نویسنده\s?:|লেখক\s?:|लेखक\s?:"
    r"|oleh:?\s|penulis\s?:|deur\s|vum\s|theo\s|tác giả\s?:|bài\s?:|โดย\s?|เรื่อง\s?:"
    r"|文\s?[/／:：・]|取材・文\s?[:：]|글\s?[=:·]|글\s(?=\S+\Z))\s*(?<![a-zà-ÿ])(?P<name>\S.{1,80})\Z",
    re.IGNORECASE,
)
_BYLINE_OF = {  # words that mean `by` in one language, and a name or something else in others
    "ga": "Le", "ro": "De", "ca": "Per", "eo": "De", "sw": "Na", "tl": "Ni", "sq": "Nga",
    "gl": "De", "mt": "Minn", "lb": "Vum",
}  # fmt: skip
_SMALL_WORDS = """
de du da di la le van von der den et and und y e & avec with mit och og ja i és și ve a
"""
_SMALL_NAME_WORDS = frozenset(_SMALL_WORDS.split())
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*\Z")
_FULL_NAME = re.compile(
    r"(?:[^\W\d_](?:[\w'’-]+|\.)(?:-[^\W\d_]\.)?\s)+(?:(?:de|du|van|von|der)\s){0,2}"
    r"[^\W\d_][\w'’-]+\Z"
)
_SENTENCE_END = re.compile(r"[!?]\Z|(?<!\d)(?<!\b[агрd])(?<!\b[ap]\.m)\.\Z", re.IGNORECASE)
_NAME_AND_DATE = re.compile(r"(?P<name>[^\d,|•·]{5,40}?)\s*(?:,|[-–—|•·]\s)\s*(?=\S)")
_DATELINE = re.compile(
    r"(?P<head>[A-ZÀ-ÝΑ-ΩА-Я][^.!?\n]{2,70}?)\s*(?:\((?P<agency>[^()\n]{2,40})\)\s*)?[-–—]{1,2}\s"
)
_SOURCE = re.compile(r"(?:(?:新闻|稿件)?来源|來源|出典|出处)\s?[:：]\s?\S.{0,30}\Z")
_ROLES = (
    r"(?:envoyée?s? spécia\w+|correspondante?s?|journaliste|rédact\w+|grand reporter|staff|senior"
    r"|special|chief|reporter|editor|writer|correspondent|columnist|freelance|contribut\w+"
    r"|korrespondent\w*|redakt\w+|redacteur|enviad[oa] especial|corresponsal|redactora?|periodista"
    r"|inviat[oa]|corrispondente|giornalista|jornalista|repórter|correspondente|dziennikarz"
    r"|redaktor\w*|корреспондент|журналист)\b"
)
_ROLE = re.compile(rf",\s(?={_ROLES})", re.IGNORECASE)
_NAMED = re.compile(  # a name with what its bearer does, or whose report was used
    rf"(?P<name>[^\d,()]{{5,40}}?)(?:,\s{_ROLES}[^.!?]{{0,60}}"
    r"|\s?\((?:(?:avec|with|mit|con|com|z)\s)?[A-Z]{2,}[^()]{0,30}\))\Z",
    re.IGNORECASE,
)
_EAST_ASIAN_UNITS = re.compile(r"(?<=\d)\s?[年月日時时分秒号년월일시분초]")
_TIME_ETC = re.compile(
    r"\b(?:à|at|um|alle|às|o|kl)\b|\b\d{1,2}\s?[h:.]\s?\d{0,2}\b"
    r"|\b(?:am|pm|uhr|gmt|utc|cet|cest|est|et)\b"
    r"|[-–—|,.•·:()/]|\b(?:le|the|on|am|el|il|em|op|den|de|la|of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of an article, or of its page."""

    title: str = ""
    byline: str = ""
    date: str = ""
    date_inferred: bool = False
    language: str = ""
    url: str = ""

    def filled_from(self, other: "Meta") -> "Meta":
        """Its own values, and the other's where it has none; the more precise date wins."""
        if other is NOTHING or self is NOTHING:
            return self if other is NOTHING else other
        mine = self if len(self.date) >= len(other.date) else other
        return Meta(
            self.title or other.title,
            self.byline or other.byline,
            mine.date,
            mine.date_inferred,
            self.language or other.language,
            self.url or other.url,
        )


NOTHING = Meta()


def front_matter(lines: Iterable[str]) -> Meta:
    """The fields of `key: value` lines we know; a list of authors is joined."""
    values: dict[str, str] = {}
    listed = ""  # the field whose `- items` follow
    for line in lines:
        if listed and line.strip().startswith("- "):
            item = _unquoted(line.strip()[2:])
            values[listed] = f"{values[listed]}, {item}" if values.get(listed) else item
            continue
        found = _KEY_LINE.match(line)
        field = _FIELD_OF.get(found[1].strip().casefold(), "") if found else ""
        listed = ""
        if found and field and not values.get(field):
            values[field] = _unquoted(found[2])
            listed = field if not values[field] else ""
    return _checked(values)


def _unquoted(value: str) -> str:
    value = value.strip().strip(",")
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_unquoted(item) for item in value[1:-1].split(",") if item.strip())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


def _checked(values: dict[str, str]) -> Meta:
    said = values.get("date", "")
    language = values.get("language", "").casefold()[:2]
    url = values.get("url", "")
    return Meta(
        title=values.get("title", ""),
        byline=re.sub(r"\s*<[^<>]*>\Z", "", values.get("byline", "")),
        date=full_date(said, language) or month_date(said) or _iso_part(said),
        language=language if language.isalpha() else "",
        url=url if url.startswith(("http://", "https://")) and url.isprintable() else "",
    )


def _iso_part(said: str) -> str:
    found = re.match(r"((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?)\s*\Z", said)
    return found[1] if found else ""


def header_line(line: str) -> Meta | None:
    """A line `Title: …`, `Date: …` at the top of a text, or None."""
    if len(line) > _LONGEST_META * 2 or ":" not in line[:30]:
        return None
    found = _KEY_LINE.match(line)
    if not found or not found[2] or found[1].strip().casefold() not in _FIELD_OF:
        return None
    meta = front_matter([line])
    return meta if meta != NOTHING else None


def meta_line(line: str, language: str = "") -> Meta | None:
    """A line that is only a byline, a date or both (`Publié le 3 mai 2022 par Anne Roux`)."""
    if len(line) > _LONGEST_META or line.endswith((",", ";")):
        return None
    line = line.strip("*_ ")
    byline = byline_of(line, language)
    if byline:
        return Meta(byline=byline, date=full_date(line[-40:], language))
    day = full_date(line, language)
    if not day:
        return Meta() if _is_only_time(line) or _SOURCE.match(line) else None
    signed = _NAME_AND_DATE.match(line)
    if signed and name_of(signed["name"]) and _is_only_date(line[signed.end() :]):
        return Meta(byline=signed["name"], date=day)
    published = _PUBLISHED.match(line)
    if published:
        _, _, behind = line.partition(" par ") if " par " in line else line.partition(" by ")
        return Meta(date=day, byline=_name(behind, language) if behind else "")
    return Meta(date=day) if _is_only_date(line) else None


def month_line(line: str) -> Meta | None:
    """A line that is a month with its year and nothing else."""
    month = only_month(line.strip("*_ ")) if len(line) <= 40 else ""
    return Meta(date=month) if month else None


def is_dated(line: str, language: str = "") -> bool:
    """Is it a line of meta with a whole date?"""
    if len(line) > _LONGEST_META or not any(map(str.isdecimal, line)):
        return False
    said = meta_line(line, language)
    return said is not None and len(said.date) == len("2022-09-22")


def _is_only_time(line: str) -> bool:
    """`Updated: 4:12 p.m.`, and no word more."""
    published = _PUBLISHED.match(line)
    behind = line[published.end() :] if published and len(line) < 40 else ""
    if not any(map(str.isdigit, behind)):
        return False
    rest = _TIME_ETC.sub(" ", re.sub(r"\b[ap]\.?m\b\.?", " ", behind))
    return not re.sub(r"\d", "", rest).split()


def _is_only_date(line: str) -> bool:
    """Nothing but a date, a weekday, a time, at most two other words (a place, an agency)."""
    line = _EAST_ASIAN_UNITS.sub(" ", line)
    if is_spaceless(line):
        return len(line) <= 30
    rest = _TIME_ETC.sub(" ", re.sub(r"\d+", " ", line))
    return len(line) <= 70 and len(rest.split()) <= 4 and not _SENTENCE_END.search(line)


def byline_of(line: str, language: str = "") -> str:
    """The names in a line that is only a byline, or `""`."""
    word, _, name = line.partition(" ")
    if not name or _BYLINE_OF.get(language) != word:
        found = _BYLINE.match(line)
        name = found["name"] if found else ""
    return _name(name, language) if name else ""


def name_of(line: str) -> str:
    """The line if it is the name of a person and nothing else, or `""`."""
    is_short = len(line) <= 40 and 2 <= len(line.replace(".-", ". ").split()) <= 4
    if not is_short or not _FULL_NAME.match(line):
        return ""
    return line if all(map(_is_name_word, line.split())) else ""


def named(line: str) -> str:
    """The name in a line that says no more than what its bearer does, or `""`."""
    found = _NAMED.match(line)
    return name_of(found["name"]) if found else ""


def _is_name_word(word: str) -> bool:
    if word in _SMALL_NAME_WORDS:
        return True
    return word[0].isupper() and _NAME_WORD.match(word) is not None


def _name(text: str, language: str = "") -> str:
    """Names only: capitalised words, up to a comma, a dash or a date."""
    dated = date_place(text, language)
    text = _ROLE.split(text[:dated] if dated > 0 else text)[0]
    name = re.split(r"\s[-–—|•·]\s|,? (?:le|on|am|el) |, (?=\d)|\(|\d", text)[0]
    published = _PUBLISHED_BEHIND.search(name)
    name = (name[: published.start()] if published else name).strip(" ,.;:-–—|*_")
    words = name.replace(",", " ").split()
    if not 1 <= len(words) <= 9 or name.endswith((".", ":", "!")):
        return ""
    is_cased = name.upper() != name.lower()
    if is_cased and not all(_is_name_word(word) or word.isupper() for word in words):
        return ""
    return name if not is_cased or any(word[0].isupper() for word in words) else ""


def from_name(name: str) -> Meta:
    """The day that a file bears in its name (`2022-09-22-title.md`); an estimate."""
    found = re.match(r"(?:19|20)\d\d-\d\d-\d\d(?=[-_. ])", name)
    day = full_date(found[0]) if found else ""
    return Meta(date=day, date_inferred=True) if day else NOTHING


def dateline(paragraph: str, language: str = "") -> Meta:
    """The date of `PARIS, 22 septembre 2022 (AFP) —` at the start of a paragraph."""
    found = _DATELINE.match(paragraph[:160])
    if not found:
        return NOTHING
    return Meta(date=full_date(found["head"] + " " + (found["agency"] or ""), language))


def without_dateline(paragraph: str) -> str:
    """What follows `PARIS (AFP) -`: a place in capitals, or with its agency."""
    found = _DATELINE.match(paragraph[:160])
    if not found:
        return paragraph
    place = found["head"].split(",")[0].strip()
    is_dateline = place.isupper() or (found["agency"] and len(place) < 30)
    rest = paragraph[found.end() :].lstrip()
    return rest if is_dateline and rest else paragraph


def estimated(known: Meta, texts: Sequence[str], language: str = "") -> Meta:
    """A date made more precise by what the text says of its day (`ce jeudi 22 septembre`)."""
    if len(known.date) == 10:
        return known
    day = dated_weekday("\n".join(texts), known.date, language)
    return replace(known, date=day, date_inferred=True) if day else known
