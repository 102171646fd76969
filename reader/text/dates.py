"""Dates as articles write them, in some twenty languages. Pure; which date counts is `meta`'s.

Comes in: a line or a text. Goes out: dates as precise as they are known (`2022-09-22`, `2022-09`),
`""` for none. Relative dates (`yesterday`) are nobody's guess.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

_MONTHS = """
janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc
january|february|march|april|may|june|july|august|september|october|november|december
jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec
januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember
jänner|feber|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez
enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
ene|febr|mar|abr|may|jun|jul|ago|setiembre|oct|nov|dic
gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre
janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia
ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince
januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|desember
ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie
január|február|március|április|május|június|július|augusztus|szeptember|október|november|december
ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık
января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря
січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня
ιανουαρίου|φεβρουαρίου|μαρτίου|απριλίου|μαΐου|ιουνίου|ιουλίου|αυγούστου|σεπτεμβρίου|οκτωβρίου|νοεμβρίου|δεκεμβρίου
януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември
јануара|фебруара|марта|априла|маја|јуна|јула|августа|септембра|октобра|новембра|децембра
јануар|фебруар|март|април|мај|јун|јул|август|септембар|октобар|новембар|децембар
siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca
januarja|februarja|marca|aprila|maja|junija|julija|avgusta|septembra|oktobra|novembra|decembra
januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra
januara|februara|marta|aprila|maja|juna|jula|avgusta|septembra|oktobra|novembra|decembra
tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta
jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember
janvāris|februāris|marts|aprīlis|maijs|jūnijs|jūlijs|augusts|septembris|oktobris|novembris|decembris
sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio
janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember
eanáir|feabhra|márta|aibreán|bealtaine|meitheamh|iúil|lúnasa|meán_fómhair|deireadh_fómhair|samhain|nollaig
ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr
jannar|frar|marzu|april|mejju|ġunju|lulju|awwissu|settembru|ottubru|novembru|diċembru
gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre
xaneiro|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro
urtarrilaren|otsailaren|martxoaren|apirilaren|maiatzaren|ekainaren|uztailaren|abuztuaren|irailaren|urriaren|azaroaren|abenduaren
janvārī|februārī|martā|aprīlī|maijā|jūnijā|jūlijā|augustā|septembrī|oktobrī|novembrī|decembrī
januarie|februarie|maart|april|mei|junie|julie|augustus|september|oktober|november|desember
januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba
januaro|februaro|marto|aprilo|majo|junio|julio|aŭgusto|septembro|oktobro|novembro|decembro
enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre
januar|februar|mäerz|abrëll|mee|juni|juli|august|september|oktober|november|dezember
janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor
yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr
كانون_الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين_الأول|تشرين_الثاني|كانون_الأول
студзеня|лютага|сакавіка|красавіка|мая|чэрвеня|ліпеня|жніўня|верасня|кастрычніка|лістапада|снежня
בינואר|בפברואר|במרץ|באפריל|במאי|ביוני|ביולי|באוגוסט|בספטמבר|באוקטובר|בנובמבר|בדצמבר
ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר
जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर
januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember
มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม
يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر
"""
_WEEKDAYS = {
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "en": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "de": "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    "it": "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
    "pt": "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo",
    "nl": "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
    "pl": "poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę",
    "ru": "понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье",
    "uk": "понеділок|вівторок|середу|четвер|п'ятницю|суботу|неділю",
    "sv": "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag"
    "|måndagen|tisdagen|onsdagen|torsdagen|fredagen|lördagen|söndagen",
    "da": "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
    "no": "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
    "cs": "pondělí|úterý|středu|čtvrtek|pátek|sobotu|neděli",
    "sk": "pondelok|utorok|stredu|štvrtok|piatok|sobotu|nedeľu",
    "hr": "ponedjeljak|utorak|srijedu|četvrtak|petak|subotu|nedjelju",
    "sl": "ponedeljek|torek|sredo|četrtek|petek|soboto|nedeljo",
    "ro": "luni|marți|miercuri|joi|vineri|sâmbătă|duminică",
    "ca": "dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge",
    "gl": "luns|martes|mércores|xoves|venres|sábado|domingo",
    "el": "δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή",
    "bg": "понеделник|вторник|сряда|четвъртък|петък|събота|неделя",
    "sr": "понедељак|уторак|среду|четвртак|петак|суботу|недељу",
    "fi": "maanantaina|tiistaina|keskiviikkona|torstaina|perjantaina|lauantaina|sunnuntaina",
    "id": "senin|selasa|rabu|kamis|jumat|sabtu|minggu",
    "cy": "llun|mawrth|mercher|iau|gwener|sadwrn|sul",
    "he": "שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון",
    "ar": "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    "hi": "सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार",
}
_CENTURIES = ("20", "19", "18", "25")
_YEAR = rf"(?P<year>(?:{'|'.join(_CENTURIES)})\d\d)"
_WHOLE_YEAR = re.compile(_YEAR)
_DAY = r"(?P<day>[0-3]?\d)"
_NAME = r"(?P<month>[^\W\d_][^\s\d_.,]{1,14}(?:\s(?:fómhair|الأول|الثاني))?)"
_OF = r"(?:\s+d['’]|\s+(?:de\s+|of\s+|ta['’]\s+)?)"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)
_DIGIT = re.compile(r"\d")
_BUDDHIST = 543  # years that Thailand counts more
_FULL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.](?P<number>[01]?\d)[-/.]{_DAY}(?!\d)",
        rf"(?<![\d.,]){_DAY}(?:er|ère|st|nd|rd|th|-a|º|ª|\.)?{_OF}{_NAME}\.?,?\s+(?:de\s+|del\s+)?{_YEAR}(?!\d)",
        rf"(?<!\w){_NAME}\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}\s+tháng\s+(?P<number>[01]?\d)(?:,|\s+năm)?\s+{_YEAR}(?!\d)",
        rf"{_YEAR}\s?[年년]\s?(?P<number>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일号]",
        rf"{_YEAR}\.\s?{_NAME}\s+{_DAY}\.",
        rf"{_YEAR}\.\s?gada\s{_DAY}\.\s?{_NAME}",
        rf"{_YEAR}\s?m\.\s{_NAME}\s{_DAY}\s?d\.",
        rf"{_YEAR}e?ko\s{_NAME}\s{_DAY}(?:an?|ean|ren)?\b",
        rf"(?<![\d.]){_DAY}\.\s?(?P<number>[01]?\d)\.\s?{_YEAR}(?!\d)",
    )
)
_PERSIAN_MONTHS = "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"
_PERSIAN = re.compile(
    rf"(?<!\d){_DAY}\s(?P<month>{_PERSIAN_MONTHS})(?:\s?ماه)?\s(?P<year>1[34]\d\d)(?!\d)"
)
_SLASHED = re.compile(
    rf"(?<![\d/])(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}(?![\d/])"
)
_BY_MONTH = re.compile(rf"(?<!\w){_NAME}\.?\s+(?:de\s+)?{_YEAR}(?!\d)", re.IGNORECASE)
_BEFORE, _BEHIND = 12, 48  # characters around a weekday that hold its date
_THIS = r"(?P<this>\b(?:ce|cette|this|diesem|diesen|este|esta|questo|questa|nesta|neste|deze)\s+)?"


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    rows = (line.split("|") for line in _MONTHS.split())
    return {name.replace("_", " "): number for row in rows for number, name in enumerate(row, 1)}


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    rows = (names.split("|") for names in _WEEKDAYS.values())
    return {name: number % 7 for row in rows for number, name in enumerate(row)}


@lru_cache(maxsize=1)
def _dated_weekday() -> tuple[re.Pattern[str], ...]:
    """`jeudi 22 septembre`, `Thursday, September 22`: a weekday with a day of a month."""
    names = "|".join(sorted(_weekdays(), key=len, reverse=True))
    year = rf"(?:,?\s+(?:de\s+)?{_YEAR}(?!\d))?"
    weekday = rf"{_THIS}\b(?P<weekday>{names})\b,?\s+(?:den?\s+|dem\s+|le\s+|el\s+|the\s+)?"
    return (
        re.compile(
            rf"{weekday}{_DAY}(?:er|st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?{_NAME}\b{year}", re.I
        ),
        re.compile(rf"{weekday}{_NAME}\.?\s+{_DAY}(?:st|nd|rd|th)?\b{year}", re.I),
    )


def precise(year: int, month: int = 0, day: int = 0) -> str:
    """A date string, as precise as its parts are possible; `""` when they are not."""
    year -= _BUDDHIST if year >= 2500 else 0
    if not 1800 <= year <= 2100 or not 0 <= month <= 12:
        return ""
    if not month:
        return f"{year:04}"
    if not day:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else ""


def full_date(text: str, language: str = "") -> str:
    """The first complete date in a short text, or `""`."""
    found = [(match.start(), day) for match, day in _full_dates(text, language) if day]
    return min(found)[1] if found else ""


def date_place(text: str, language: str = "") -> int:
    """Where the first complete date of a short text begins, or -1."""
    return min((match.start() for match, day in _full_dates(text, language) if day), default=-1)


def month_date(text: str) -> str:
    """The first `septembre 2022` in a short text, or `""`."""
    for found in _BY_MONTH.finditer(text):
        month = _months().get(found["month"].casefold(), 0)
        if month:
            return precise(int(found["year"]), month)
    return ""


def only_month(line: str) -> str:
    """The month of a line that is `September 2022` and no more, or `""`."""
    found = _BY_MONTH.fullmatch(line)
    month = _months().get(found["month"].casefold(), 0) if found else 0
    return precise(int(found["year"]), month) if found and month else ""


def _full_dates(text: str, language: str) -> Iterator[tuple[re.Match[str], str]]:
    if not _DIGIT.search(text):
        return
    text = text if text.isascii() else text.translate(_DIGITS)
    for pattern in _FULL if _WHOLE_YEAR.search(text) else ():
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = int(parts.get("number") or 0) or _months().get(
                (parts.get("month") or "").casefold().rstrip("."), 0
            )
            if month:
                yield found, precise(int(found["year"]), month, int(found["day"]))
    for found in _SLASHED.finditer(text):
        yield found, _slashed(found, language)
    for found in _PERSIAN.finditer(text):
        yield found, _from_persian(found)


def _from_persian(found: re.Match[str]) -> str:
    """12 Mehr 1399 in our calendar; leap years by the cycle of 33, right from 1799 to 2256."""
    year, day = int(found["year"]) + 1595, int(found["day"])
    month = _PERSIAN_MONTHS.split("|").index(found["month"])
    before = 31 * month if month < 7 else 30 * month + 6
    days = 365 * year + year // 33 * 8 + (year % 33 + 3) // 4 + before + day
    return date.fromordinal(days - 356033).isoformat() if 0 < day <= 31 else ""


def _has_year(text: str) -> bool:
    """Whether a year can stand in it: the searches that most lines are spared."""
    return any(map(text.__contains__, _CENTURIES))


def _slashed(found: re.Match[str], language: str) -> str:
    """22/09/2022; where both could be the month, only a language that is sure decides."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if first > 12 or language not in ("", "en"):
        return precise(year, second, first)
    if second > 12:
        return precise(year, first, second)
    return precise(year, first, first) if first == second else ""


def dated_weekday(text: str, known: str = "", language: str = "") -> str:
    """The day that a text calls `ce jeudi 22 septembre`, if its weekday agrees, or `""`.

    `known` is the date as far as it is known (2022 or 2022-09). Without it the text must name the
    year and say that it means the present (`ce`, `this`, `este`). In a language whose weekdays we
    know, those of others are not looked for.
    """
    if not known and not _has_year(text):
        return ""
    if language in _WEEKDAYS and not _has_weekday(text, language):
        return ""
    names = _WEEKDAYS[language].split("|") if language in _WEEKDAYS else list(_weekdays())
    for place in sorted(_places(text.lower(), names)):
        around = text[max(0, place - _BEFORE) : place + _BEHIND]
        for pattern in _dated_weekday() if _DIGIT.search(around) else ():
            for found in pattern.finditer(around):
                day = _agreed(found, known)
                if day:
                    return day
    return ""


def _has_weekday(text: str, language: str) -> bool:
    """Whether one is in it, as far as that can be told without another copy of the text."""
    return any(map(text.__contains__, _weekday_parts(language)))


@cache
def _weekday_parts(language: str) -> tuple[str, ...]:
    """The weekdays without their first letter, in small letters and in capitals."""
    names = _WEEKDAYS[language]
    return tuple(name[1:] for each in (names, names.upper()) for name in each.split("|"))


def _places(lowered: str, names: Sequence[str]) -> Iterator[int]:
    """Where weekdays stand; plain searches, for most articles name few."""
    for name in names:
        place = lowered.find(name)
        while place >= 0:
            yield place
            place = lowered.find(name, place + 1)


def _agreed(found: re.Match[str], known: str) -> str:
    month = _months().get(found["month"].casefold(), 0)
    said = int(found["year"] or 0)
    year = int(known[:4]) if known else (said if found["this"] else 0)
    if not month or not year or (said and said != year):
        return ""
    if len(known) >= 7 and int(known[5:7]) != month:
        return ""
    day = precise(year, month, int(found["day"]))
    weekday = _weekdays()[found["weekday"].casefold()]
    return day if day and date.fromisoformat(day).weekday() == weekday else ""
