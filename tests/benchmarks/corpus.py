"""A seeded library of any size, to measure on: `python -m tests.benchmarks.corpus HOME`.

In: a home folder, how many articles. Out: a library.db there, the same every time. Headlines and
sentences are made up from word lists of our own, in eight languages; the bodies skip cleaning,
since it is the library that is measured. Cleaning and importing are measured elsewhere.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from reader.article import Block
from reader.library.prepared import (
    Prepared,
    PreparedArticle,
    day_of,
    pack_blocks,
    pack_data,
    pack_edits,
    title_key,
)
from reader.library.writer import Writer
from reader.settings import Folders, find_folders
from reader.text.rules import RULES_VERSION

_EDITS = pack_edits([])
_FIRST_DAY = date(2004, 1, 1)
_DAYS = 8000
_UNDATED = 50  # one article in so many has no date

# language: who, does what, to what, where or when
_WORDS: dict[str, tuple[str, str, str, str]] = {
    "fr": (
        "La ville|Le ministère|Une chercheuse|Le syndicat|L'opérateur|Un village|La banque|"
        "Le festival|Une start-up|Le tribunal|La région|Un boulanger",
        "relance|suspend|inaugure|conteste|rachète|dévoile|retarde|défend|restaure|prépare",
        "le chantier du tramway|un vieux moulin|la réforme des crèches|son réseau de vélos|"
        "le prix du lait|une école de théâtre|la ligne de nuit|un câble sous-marin|"
        "la cueillette des olives|le marché couvert",
        "à Besançon|avant l'été|malgré la pluie|après dix ans d'attente|sans prévenir|en Bretagne",
    ),
    "en": (
        "The council|A harbour pilot|The regulator|A small museum|The orchard union|"
        "An engineer|The ferry company|A night baker",
        "reopens|questions|buys back|delays|repairs|unveils|abandons|maps",
        "the old signal box|a tidal power plan|its parcel lockers|the winter timetable|"
        "a library on wheels|the price of flour|an undersea tunnel|the county archive",
        "in Leith|before the thaw|after a long vote|without a word|for the third time",
    ),
    "de": (
        "Die Stadt|Ein Uhrmacher|Der Verband|Die Werft|Eine Forscherin|Das Gericht",
        "prüft|eröffnet|verschiebt|verkauft|rettet|plant",
        "die alte Brücke|ein Netz für Lastenräder|den Fahrplan im Winter|eine Schule am See|"
        "das Archiv der Zeitung|den Preis für Strom",
        "in Görlitz|noch vor Weihnachten|trotz Kritik|nach langem Streit",
    ),
    "es": (
        "El ayuntamiento|Una bióloga|La cooperativa|El puerto|Un librero",
        "recupera|aplaza|compra|estudia|celebra",
        "la vieja estación|un huerto en la azotea|el precio del aceite|la ruta de los faros|"
        "una biblioteca móvil",
        "en Gijón|antes del verano|tras años de espera|sin ruido",
    ),
    "pl": (
        "Miasto|Biolożka|Spółdzielnia|Sąd|Kolejarz",
        "otwiera|odkłada|kupuje|bada|ratuje",
        "stary młyn|nocną linię|szkołę nad jeziorem|cenę mleka|archiwum gazety",
        "w Łodzi|przed zimą|po latach czekania|mimo deszczu",
    ),
    "el": (
        "Ο δήμος|Μια ερευνήτρια|Το λιμάνι|Ένας φούρναρης",
        "ανοίγει|αναβάλλει|αγοράζει|σώζει",
        "το παλιό εργοστάσιο|τη γραμμή του τραμ|την τιμή του λαδιού|ένα σχολείο",
        "στον Βόλο|πριν τον χειμώνα|μετά από χρόνια",
    ),
    "ja": (
        "市役所|研究者|港の会社|小さな書店|",
        "が再開する|が延期する|が買い取る|が公開する",
        "古い駅舎|夜行バスの路線|海底ケーブル|米の値段",
        "金沢で|冬の前に|長い話し合いの末|",
    ),
    "ar": (
        "البلدية|باحثة شابة|شركة الميناء|المحكمة",
        "تعيد فتح|تؤجل|تشتري|تدرس",
        "المحطة القديمة|خط الترام|سعر الزيت|مكتبة متنقلة",
        "في صور|قبل الشتاء|بعد سنوات من الانتظار",
    ),
}
_LISTS = {code: tuple(part.split("|") for part in parts) for code, parts in _WORDS.items()}
_SHARES = ("fr",) * 10 + ("en",) * 4 + ("de",) * 2 + ("es",) * 2 + ("pl", "el", "ja", "ar")
_COLLECTIONS = ("Presse", "Wire", "Technik", "Cultura", "Archive", "Régions")


def sentence(chance: random.Random, language: str) -> str:
    """A headline, or a sentence without its full stop."""
    who, does, what, where = (chance.choice(part) for part in _LISTS[language])
    if language == "ja":
        return f"{where}{what}を{who or '記者'}{does}"
    return f"{who} {does} {what} {where}"


def documents(count: int, *, seed: int = 1, size: int = 600) -> Iterator[Prepared]:
    """Ready-made documents of one article each; `size` is the body's length in characters."""
    chance = random.Random(seed)
    bodies = {code: [_body(chance, code, size) for _ in range(60)] for code in _LISTS}
    for number in range(count):
        language = chance.choice(_SHARES)
        title = f"{sentence(chance, language)} ({number})"
        text = f"{title}\n\n{sentence(chance, language)}.\n{chance.choice(bodies[language])}"
        yield _document(number, title, text, language, _date(chance, number))


def _body(chance: random.Random, language: str, size: int) -> str:
    text = ""
    while len(text) < size:
        text += sentence(chance, language) + (".\n\n" if chance.random() < 0.2 else ". ")
    return text.rstrip()


def _date(chance: random.Random, number: int) -> str:
    if number % _UNDATED == 0:
        return ""
    return (_FIRST_DAY + timedelta(days=chance.randrange(_DAYS))).isoformat()


def _document(number: int, title: str, text: str, language: str, day: str) -> Prepared:
    blocks = [Block(0, len(title), "title", 1)]
    at = len(title) + 1
    for line in text[at:].split("\n"):
        if line:
            blocks.append(Block(at, at + len(line), "paragraph"))
        at += len(line) + 1
    data = text.encode()
    collection = _COLLECTIONS[number % len(_COLLECTIONS)]
    article = PreparedArticle(
        title=title,
        is_inferred=False,
        title_key=title_key(title),
        byline="",
        date=day,
        date_inferred=False,
        day=day_of(day),
        language=language,
        url="",
        words=len(text.split()),
        start=0,
        end=len(text),
        text=text,
        blocks=pack_blocks(blocks),
    )
    return Prepared(
        source=f"{collection}/{number // 1000:04d}/{number:07d}.txt",
        collection=collection,
        path="",
        media_type="text/plain",
        declared="",
        encoding="utf-8",
        size=len(data),
        modified_ns=number,
        sha256=hashlib.sha256(data).hexdigest(),
        rules=RULES_VERSION,
        kind="article",
        title=title,
        date=day,
        flags="",
        data=pack_data(data),
        edits=_EDITS,
        articles=(article,),
    )


def fill(folders: Folders, count: int, *, seed: int = 1, size: int = 600) -> float:
    """Add the articles to the library; seconds it took."""
    began = time.perf_counter()
    with Writer.open(folders) as writer:
        writer.bulk(documents(count, seed=seed, size=size))
    return time.perf_counter() - began


def build(home: Path, count: int) -> float:
    """A home folder with a library of `count` articles; seconds it took."""
    return fill(find_folders(str(home)), count)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--size", type=int, default=600, help="characters of a body")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    seconds = fill(find_folders(args.home), args.articles, seed=args.seed, size=args.size)
    print(f"{args.articles:,} articles in {seconds:.1f} s: {args.articles / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
