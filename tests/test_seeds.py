"""The sample corpus: how each document of seeds/ is damaged, and what it must be once it is clean.

`mends` pairs what the decoded file holds with what must be read instead. `hidden` is how each
hidden block begins. The last test keeps sentences of the real documents out of the corpus.
"""

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reader.article import Block
from reader.text.cleaning import CleanArticle, Cleaned, clean
from reader.text.decoding import decode

FOLDER = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Seed:
    """One document; an empty field is something that its text does not hold."""

    name: str
    language: str
    damage: str
    title: str = ""
    byline: str = ""
    date: str = ""
    date_inferred: bool = False
    headings: int = 0  # over all articles
    mends: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    digest: tuple[str, ...] = ()  # the titles of its articles, where it is one
    flags: tuple[str, ...] = ()  # what each suspicion is about
    foreign: str = ""  # characters that its language does not write


SEEDS = [
    Seed(
        "001_alibaba-fait-son-cinema.txt", "fr",
        "blank lines on top, a Markdown title in plain text, a blank line inside a sentence",
        title="Alibaba fait son cinéma",
        mends=(("aimeront l'été\n\nprochain.", "aimeront l'été prochain."),),
    ),
    Seed(
        "002_mission-pekin.txt", "fr",
        "no title, a paragraph a line, a space missing after a quotation",
        mends=(("»,observe", "», observe"),),
    ),
    Seed(
        "003_page-chine-numerique.txt", "fr",
        "a digest page; UTF-8 read as ISO-8859-16, then repaired line by line by a program "
        "that did not know it; a bullet without its blank line; no-break spaces at line ends",
        title="Chine numérique", headings=6,
        mends=(
            ("rĂ©seaux chinois", "réseaux chinois"), ("cƓur", "cœur"), ("siÚge", "siège"),
            ("cÎté", "côté"), ("mauvais Ɠil", "mauvais œil"), ("Ă\xa0 rĂȘver", "à rêver"),
            ("carnet oubliĂ©â€", "carnet oublié”"),
        ),
        digest=(
            "Salesforce entre en Chine au bras d’Alibaba Cloud",
            "IBM et Alibaba partagent un coffre-fort",
            "L’intelligence artificielle à la demande, sans serveur à louer",
            "Dix-huit milliards de yuans, et une leçon", "Jack Ma, cinquante secondes",
            "Où est donc passé le professeur Ma ?", "Ce qui est désormais défendu aux plateformes",
            "Les Jeux dans le nuage", "Six maisons pour un empire",
        ),
    ),
    Seed(
        "004_un-tapis-volant-sur-l-europe.txt", "fr",
        "the caption twice, then with a credit; site furniture; spaces before commas; a "
        "missing full stop; two words run together",
        title="Alibaba à l'heure du déballage",
        mends=(("bien chargé , qui", "bien chargé, qui"), ("Amazon , avec", "Amazon, avec")),
        hidden=(
            "Alibaba à l'heure du déballage", "Alibaba à l'heure du déballage © Julie Fontenoy",
            "L'équipe", "Mots-clés :", "Partager cet article", "Suivez-nous", "Les commentaires",
        ),
        flags=("millionsde", "l'orientation des fenêtres"),
    ),
    Seed(
        "005_alibaba-cloud-phuket.txt", "fr",
        "no title, a metadata prefix glued to the first line",
        date="2022-09-22", date_inferred=True, headings=4,
        mends=((" date 2022-09 Un milliard", "Un milliard"),),
    ),
    Seed(
        "006_onze-novembre-les-colis.txt", "fr",
        "none",
        title="La nuit où tout part en même temps", byline="Inès Caradec", headings=3,
        hidden=("Par Inès Caradec",),
    ),
    Seed(
        "007_le-village-aux-mille-boutiques.txt", "fr",
        "UTF-8 read as windows-1252",
        title="Le village aux mille boutiques", headings=3,
        mends=(("câ€™est un thÃ©Ã¢tre", "c’est un théâtre"),),
    ),
    Seed(
        "008_liege-atterrissage-de-nuit.txt", "fr",
        "windows-1252 bytes, carriage returns",
        title="À Liège, les paquets atterrissent la nuit", byline="Benoît Lamarche", headings=3,
        mends=(("\r\n", "\n"),),
        hidden=("Par Benoît Lamarche",),
    ),
    Seed(
        "009_hangzhou-lac-et-serveurs.md", "fr",
        "none; Markdown with front matter, a verse quotation and a list",
        title="Hangzhou, le lac et les serveurs", byline="Solène Tréguer", date="2023-10-08",
        headings=4,
        hidden=("---",),
    ),
    Seed(
        "010_payer-sans-les-mains.txt", "fr",
        "lines broken at 72 columns",
        title="Payer sans y penser : vingt ans d'une petite révolution", headings=3,
        mends=(("appareil photo\nd'occasion", "appareil photo d'occasion"),),
    ),
    Seed(
        "011_sous-titrer-un-marchand.txt", "fr",
        "HTML entities, in three paragraphs escaped twice",
        title="«\xa0Deux lignes, pas une de plus\xa0»\xa0: dans la cabine d’une sous-titreuse",
        byline="Théo Vasseur", headings=9, foreign="唉",
        mends=(
            ("&eacute;crans", "écrans"), ("po&eacute;sie &amp; qu&#8217;il", "poésie & qu’il"),
            ("&amp;eacute;", "é"),
        ),
        hidden=("Propos recueillis par",),
    ),
    Seed(
        "012_ant-dix-jours-qui-ont-coute-cher.txt", "fr",
        "UTF-8 read as ISO-8859-16, control characters and all",
        title="Ant : les dix jours les plus chers du monde", headings=7,
        mends=(("lâ\x80\x99histoire", "l’histoire"), ("cĂ©lĂšbre", "célèbre")),
    ),
    Seed(
        "013_la-guerre-des-grains-de-sable.txt", "fr",
        "UTF-8 read as Latin-1",
        title="La guerre des grains de sable", headings=3,
        mends=(("longues Ã©tudes", "longues études"), ("cÅ\x93urs", "cœurs")),
    ),
    Seed(
        "014_une-page-pour-trois-centimes.md", "fr",
        "none; Markdown with front matter, code and a numbered list",
        title="Une page web pour trois centimes", byline="Karim Bensalem", date="2024-02",
        headings=5,
        hidden=("---",),
    ),
    Seed(
        "015_dix-mots.txt", "fr",
        "soft hyphens and zero-width spaces",
        title="Dix mots pour faire ses courses en chinois",
        foreign="种草拔剁手二选一羊毛党快递下沉市场带货亲自提òǎáóèǒīùìàéí",
        mends=(("dictio\xadnnaire", "dictionnaire"), ("pelouse\u200b qui", "pelouse qui")),
    ),
    Seed(
        "016_quatre-proces.txt", "fr",
        "terminal escapes, double spaces, spaces before commas, missing full stops",
        title="Quatre procès pour une caverne", byline="Adrien Mouret", headings=4,
        mends=(
            ("«\x1b[31m réplique \x1b[0m»", "« réplique »"),
            ("actionnaires , et", "actionnaires, et"),
        ),
        hidden=("Par Adrien Mouret",),
    ),
    Seed(
        "017_chronique-la-seance-de-neuf-heures.txt", "fr",
        "a byte order mark",
        title="La séance de neuf heures", byline="J.-B. Quéméner",
    ),
    Seed(
        "018_cainiao-le-debutant.txt", "fr",
        "UTF-8 read as windows-1251",
        title="Cainiao, l’éternel débutant", headings=2,
        mends=(("dГ©signe", "désigne"), ("Г\xa0 lвЂ™envers", "à l’envers")),
    ),
    Seed(
        "019_the-night-shift.txt", "en",
        "none, but for carriage returns",
        title="The Night Shift Before the Sale", byline="Orla Whitcombe", date="2019-11-11",
        headings=3,
        hidden=("By Orla Whitcombe", "11 November 2019"),
    ),
    Seed(
        "020_all-the-lipsticks.md", "en",
        "none; Markdown with front matter, a list and a quotation",
        title="All the Lipsticks in the World", byline="Dilys Marchetti", date="2022-01-14",
        headings=4,
        hidden=("---",),
    ),
    Seed(
        "021_the-flat-by-the-lake.txt", "en",
        "UTF-8 read as windows-1252: only quotation marks tell",
        title="The Flat by the Lake", headings=3, foreign="é",
        mends=(
            ("five minutesâ€™ walk", "five minutes’ walk"),
            ("â€œopen sesameâ€\x9d", "“open sesame”"), ("wasnâ€™t", "wasn’t"),
        ),
    ),
    Seed(
        "022_der-preis-der-ausschliesslichkeit.txt", "de",
        "UTF-8 read as Mac Roman",
        title="Der Preis der Ausschließlichkeit", byline="Friederike Überschär", headings=3,
        mends=(("√úbersch√§r", "Überschär"), ("gr√∂√üten", "größten"), ("‚ÄûVon", "„Von")),
        hidden=("Von Friederike Überschär",),
    ),
    Seed(
        "023_ein-paket-aus-yiwu.md", "de",
        "none; Markdown without front matter",
        title="Ein Paket aus Yiwu", headings=3,
    ),
    Seed(
        "024_una-tienda-de-verdad.txt", "es",
        "UTF-8 read as windows-1252, twice over",
        title="Una tienda de verdad", headings=3,
        mends=(("maÃƒÂ±ana", "mañana"), ("XanadÃƒÂº", "Xanadú")),
    ),
    Seed(
        "025_paczka-z-drugiego-konca-swiata.txt", "pl",
        "ISO-8859-2 bytes",
        title="Paczka z drugiego końca świata", byline="Michał Żurawski", headings=3,
        hidden=("Autor: Michał Żurawski",),
    ),
    Seed(
        "026_ta-koutia-tou-peiraia.txt", "el",
        "windows-1253 bytes",
        title="Τα κουτιά του Πειραιά", headings=3,
    ),
    Seed(
        "027_sahab-fawqa-al-riyad.txt", "ar",
        "windows-1256 bytes",
        title="سحابة فوق الرياض", byline="ريم الحارثي", headings=3,
        hidden=("بقلم: ريم الحارثي",),
    ),
    Seed(
        "028_rokufun-no-toushi.txt", "ja",
        "Shift JIS bytes",
        title="六分間の投資", headings=3,
    ),
    Seed(
        "029_dangjie-de-baoguo.txt", "zh",
        "GB 18030 bytes",
        title="当街的包裹", headings=3,
    ),
    Seed(
        "030_a-blusinha-e-o-leao.txt", "pt",
        "no title",
        headings=3,
    ),
    Seed(
        "031_il-vino-del-nove-settembre.txt", "it",
        "UTF-16, little endian",
        title="Il vino del nove settembre", byline="Ottavia Brandolin", headings=3,
        hidden=("di Ottavia Brandolin",),
    ),
    Seed(
        "032_dukou-de-fangyingyuan.txt", "zh",
        "none",
        title="渡口的放映員", headings=3,
    ),
    Seed(
        "033_posylka-do-vostrebovaniya.txt", "ru",
        "UTF-8 read as windows-1251",
        title="До востребования", headings=2,
        mends=(("Р’ РїРѕСЃС‘Р»РєРµ", "В посёлке"),),
    ),
]  # fmt: skip

_LATIN = "«»‹›“”„‘’–—…·©°€\xa0\u202f"
ALPHABETS = {
    "fr": re.compile(f"[àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ{_LATIN}]"),
    "en": re.compile(f"[{_LATIN}]"),
    "de": re.compile(f"[äöüßÄÖÜ{_LATIN}]"),
    "es": re.compile(f"[áéíóúüñÁÉÍÓÚÑ¿¡{_LATIN}]"),
    "pt": re.compile(f"[áâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚ{_LATIN}]"),
    "it": re.compile(f"[àèéìòùÀÈÉÌÒÙ{_LATIN}]"),
    "pl": re.compile(f"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ{_LATIN}]"),
    "el": re.compile(f"[Ά-ώ{_LATIN}]"),
    "ru": re.compile(f"[а-яёА-ЯЁ{_LATIN}]"),
    "ar": re.compile(f"[ء-ي\u064b-\u0652،؛؟{_LATIN}]"),
    "ja": re.compile("[一-鿿ぁ-ヿ〇々、。「」]"),
    "zh": re.compile("[一-鿿〇，。、：；？！]"),
}


@cache
def cleaned(name: str) -> Cleaned:
    text = decode((FOLDER / name).read_bytes()).text
    return clean(text, name=name, is_markdown=name.endswith(".md"))


def blocks_of(document: Cleaned) -> list[tuple[Block, str]]:
    """Every block of every article, with its text."""
    return [
        (block, own_text(document, article)[block.start : block.end])
        for article in document.articles
        for block in article.blocks
    ]


def own_text(document: Cleaned, article: CleanArticle) -> str:
    return document.text[article.start : article.end]


def named(seed: Seed) -> str:
    return seed.name


def test_every_file_of_the_corpus_is_recorded() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [seed.name for seed in SEEDS]


@pytest.mark.parametrize("seed", SEEDS, ids=named)
def test_articles_and_what_is_known_of_them(seed: Seed) -> None:
    document = cleaned(seed.name)
    first = document.articles[0]
    assert document.kind == ("digest" if seed.digest else "article")
    assert tuple(article.title for article in document.articles) == (seed.digest or (seed.title,))
    assert document.title == seed.title
    assert (document.date, document.date_inferred) == (seed.date, seed.date_inferred)
    assert first.byline == seed.byline
    assert {document.language, *(article.language for article in document.articles)} == {
        seed.language
    }


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if not seed.title], ids=named)
def test_a_missing_title_is_only_inferred(seed: Seed) -> None:
    article = cleaned(seed.name).articles[0]
    assert article.title == ""
    assert own_text(cleaned(seed.name), article).startswith(article.title_inferred.rstrip("…")[:40])


@pytest.mark.parametrize("seed", SEEDS, ids=named)
def test_what_was_damaged_reads_right(seed: Seed) -> None:
    raw = decode((FOLDER / seed.name).read_bytes()).text
    document = cleaned(seed.name)
    for wrong, right in seed.mends:
        assert wrong in raw
        assert wrong not in document.text
        assert right in document.text


@pytest.mark.parametrize("seed", SEEDS, ids=named)
def test_no_character_is_left_that_the_language_does_not_write(seed: Seed) -> None:
    alphabet = ALPHABETS[seed.language]
    text = "".join(text for _, text in blocks_of(cleaned(seed.name)))
    strange = {c for c in text if not c.isascii() and not alphabet.match(c)} - set(seed.foreign)
    assert strange == set()


@pytest.mark.parametrize("seed", SEEDS, ids=named)
def test_headings_and_hidden_blocks(seed: Seed) -> None:
    blocks = blocks_of(cleaned(seed.name))
    assert sum(block.kind == "heading" for block, _ in blocks) == seed.headings
    hidden = [text for block, text in blocks if block.hidden]
    assert len(hidden) == len(seed.hidden)
    for text, beginning in zip(hidden, seed.hidden, strict=True):
        assert text.startswith(beginning)


@pytest.mark.parametrize("seed", SEEDS, ids=named)
def test_suspicions(seed: Seed) -> None:
    flags = cleaned(seed.name).flags
    assert len(flags) == len(seed.flags)
    for flag, about in zip(flags, seed.flags, strict=True):
        assert about in flag.text


def test_no_run_of_eight_words_is_a_real_document_s() -> None:
    real = os.environ.get("READER_REAL_CORPUS")
    if not real:
        pytest.skip("READER_REAL_CORPUS names no folder with the real documents")
    theirs = {
        run for path in Path(real).iterdir() for run in runs_of_eight(clean_text(path.read_bytes()))
    }
    assert theirs
    for seed in SEEDS:
        assert not theirs & runs_of_eight(cleaned(seed.name).text), seed.name


def clean_text(data: bytes) -> str:
    return clean(decode(data).text).text


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
