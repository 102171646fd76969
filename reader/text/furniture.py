"""Is a line what sites put around articles? A whole line or not at all.

Comes in: a line. Goes out: what it is. Fixed phrases are `furniture_phrases`'; here are the lines
that vary: prompts to share, follow, subscribe, comment, and counts. A sentence that merely mentions
a newsletter is nobody's furniture.
"""

import re
from functools import lru_cache

from reader.text.furniture_phrases import ANYWHERE, EDGES, ENDINGS, OFFERS, READ_ALSO, TAGS
from reader.text.pieces import plain

_NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|youtube|pinterest|reddit|telegram|tiktok"
    r"|messenger|bluesky|mastodon|threads|viber|weibo|vk|ok|line|flipboard|google(?: news"
    r"|\+)?|e-?mail"
    r"|mail|courriel|sms|rss|imprimer|print|drucken|imprimir|stampa|pdf|(?:copy"
    r"|copier le) ?lien?k?"
    r"|facebooku|facebookon|facebookissa|facebookie|twitterze|вконтакте|одноклассники)"
)
_SEPARATED = r"(?:[\s|,/·•:–—-]+(?:et |and |und |y |e |ou |or |o )?)"
_ROW = re.compile(  # `Partager : Facebook | Twitter`
    rf"(?:[^\W\d_]{{3,14}}(?: (?:this|sur|on|via|auf|en|su|no|på|op))?\s?:\s?)?{_NETWORK}"
    rf"(?:{_SEPARATED}{_NETWORK}){{1,12}}(?:{_SEPARATED}(?:plus|more|mehr|más))?"
)
_ROW_WORDS = """
facebook twitter x instagram linkedin whatsapp youtube e-mail email mail imprimer print share
partager partagez teilen compartir condividi partilhar delen suivez-nous follow pinterest
reddit telegram copy
"""
_ROW_FIRSTS = frozenset(_ROW_WORDS.split())
_THIS = (
    r"(?:l'article|cet article|cette page|l'info|la publication|(?:this|the) (?:article|story|page"
    r"|post|link|news)|diesen (?:artikel|beitrag)|artikel|este artículo|esta noticia|la noticia"
    r"|l'articolo|questo articolo|questa notizia|este artigo|esta notícia|a notícia|dit artikel"
    r"|artykuł|ten artykuł|artikeln|artikkelen|artiklen|artikkeli|článek|cikket|articolul|știrea"
    r"|статью|статтю|новость|новину|haberi)"
)
_PROMPT_ROWS: tuple[tuple[str, str], ...] = (  # first words, and what may follow
    (  # share this, share on …
        "partager partagez share tweet teilen compartir comparte condividi partilhar partilhe"
        " compartilhar compartilhe deel delen udostępnij dela del jaa sdílet sdílejte zdieľať"
        " megosztás distribuie поделиться поділитися споделете envoyer send email print imprimer",
        rf"(?: {_THIS})?(?: (?:sur|on|via|by|auf|bei|en|su|no|na|på|op|pe|w|по|у|в|par|with)"
        rf" (?:{_NETWORK}|les réseaux.*|social media.*|a friend|friends|un ami|vos amis)|:.*)?"
        rf"(?:{_SEPARATED}(?:partager |share )?(?:(?:sur|on) )?{_NETWORK})*",
    ),
    (  # follow us
        "suivez suivez-nous suivez-moi rejoignez-nous rejoignez retrouvez-nous retrouvez likez"
        " follow like join find connect síguenos sigue seguici segui siga siga-nos volg følg följ"
        " folgen obserwuj sledujte seuraa kövess urmărește підписуйтесь подписывайтесь takip",
        rf".{{0,80}}\b(?:{_NETWORK}|newsletter|réseaux sociaux|social media|redes sociales|social"
        r"|redes sociais|application|app|applis?|podcasts?|chaîne|channel|us|nous|uns)(?: @\w+)?"
        r"(?: (?:for|pour|per|para|für) .{0,60})?",
    ),
    (  # subscribe, register, receive
        "abonnez-vous inscrivez-vous recevez subscribe sign register get join receive abonnieren"
        " suscríbete suscríbase recibe regístrate regístrese iscriviti ricevi assine receba"
        " melden jetzt abonneer ontvang schrijf zapisz prenumerera tilaa odebírejte abonează-te"
        " créez testez profitez become try jetzt bestellen erhalten",
        r".{0,120}\b(?:newsletters?|lettres? d'info\w*|infolettre|inbox|boletín|notre lettre"
        r"|abonnements?|la suite|tous (?:les|nos) articles|articles en illimité|unlimited access"
        r"|accès illimité|to read more|keep reading|to continue reading|nyhetsbrev|nieuwsbrief"
        r"|uutiskirje|newslettera|posteingang|digital access|(?:par|by|per|por|via) e-?mail"
        r"|dans votre boîte mail|en tu correo|no seu e-mail|nella tua mail"
        r"|(?:for|pour|à partir de|from|für|ab|por|desde|a partir de|da)"
        r" (?:only |just |seulement |nur |solo )?[£$€]?\d[\d.,]* ?[£$€]?(?:euros?)?"
        r" ?(?:/|par|per|a|pro|al|por|im)? ?(?:mois|month|monat|mes|mese|mês|year|week|an))"
        r"\b.{0,120}",
    ),
    (  # the paywall
        "déjà already il cet this la to pour bereits ¿ya ya sei già já al jste you vous"
        " you've noch"
        " lisez read",
        r" (?:vous être connecté|abonnée?s?\b|(?:a )?(?:subscriber|member|registered)"
        r"|vous reste \d.{0,40}à lire"
        r"|article est (?:réservé|en accès)|article is (?:for|only|available)"
        r"|content is (?:for|only)"
        r"|suite est réservée|continue reading|read (?:more|the full|this)|lire la suite|abonnent"
        r"|(?:eres )?suscriptor|abbonat[oi]|assinante|abonnee|have reached your|avez lu \d"
        r"|have \d+ free"
        r"|devez être (?:connecté|abonné)|must be (?:logged|signed) in|need to be (?:logged"
        r"|signed)"
        r"|l'intégralité|unlimited|la suite de (?:cet|l')|the rest of this).{0,160}",
    ),
    (  # comments
        "laisser laissez ajouter ajoutez poster postez écrire écrivez voir lire afficher masquer"
        " connectez-vous réagissez commentez leave add post submit load write read show hide view"
        " see log sign login kommentar kommentare schreiben ver añadir escribe deja dejar escribir"
        " lascia scrivi deixe deixar plaats skriv alle all tous toutes zobrazit pridať dodaj 0",
        r"(?: (?:un|une|les|le|la|des|all|the|a|an|votre|your|our|más|los|tu|tus|su|mi|seu|o"
        r"|os|il|i|tous|toutes"
        r"|tutti|to|in to|on|pour|para|first|\d+|more|new|voir|et|und|en|einen|eine|din|je)){0,4}"
        r" ?(?:commentaires?|comments?|réactions?|commenter|comment|réagir|kommentare?"
        r"|comentarios?|comentar"
        r"|commenti|commento|comentários?|reacties?|kommentaar|komentarz|komentář|avis|opinión)"
        r"(?: (?:below|ci-dessous|\(?\d+\)?|abgeben|schreiben|verfassen|anzeigen))?",
    ),
    (  # the form of the comments
        "votre your tu ihre seu il les required los i campos",
        r" (?:adresse (?:e-?mail|de messagerie|électronique) (?:ne|est)"
        r"|e-?mail(?:-adresse)?(?: address)? (?:will|is|wird|adress)|dirección de correo.*"
        r"|indirizzo email|o? ?endereço de e-?mail|tuo indirizzo email|champs obligatoires"
        r"|fields are marked"
        r"|campos obligatorios|campi obbligatori)\b.{0,160}",
    ),
    (  # did you like it?
        "vous cet avez-vous did have was enjoyed liked si if hat ¿te ti gostou l'article",
        r"(?: (?!de |of )[\w¿']+){0,4} ?(?:aimé|plu|appréci\w+|intéressé|enjoy\w*|liked?"
        r"|gefallen|gustado|piaciuto)(?: [\w']+)? (?:cet article|ce contenu"
        r"|th(?:is|e) (?:article|story|post)"
        r"|dieser artikel|este artículo|questo articolo|este artigo)\b.{0,120}"
        r"|(?: (?!de |of )[\w']+){0,2} (?:article|artikel|story|contenu) (?:helpful|useful"
        r"|gefallen"
        r"|(?:vous|t')(?: |-)?a(?:-t-il)? (?:plu|intéressé|été utile))\b.{0,120}",
    ),
    (  # support us
        "help support soutenez aidez donate contribute contribuez faites",
        r" (?:us|nous|un don|a donation|(?:us|our|nous|notre|un|le|the|independent"
        r"|quality)\b.{0,20}"
        r"\b(?:journalis\w+|travail|work|média|rédaction|newsroom|reporting|indépendant\w*))"
        r"(?: (?:today|now|aujourd'hui|from|à partir|dès|en|by|pour|with|avec)\b.{0,80})?",
    ),
)
_EDGE_ROWS: tuple[tuple[str, str], ...] = (  # the same, at the top or the end only
    (  # a newsletter, an account
        "abonnez-vous inscrivez-vous recevez créez subscribe sign get join receive register"
        " try become"
        " suscríbete suscríbase recibe regístrate iscriviti ricevi assine receba jetzt melden"
        " profitez",
        r".{0,120}\b(?:e-?mails?|mail|correo|la lettre|bulletin|briefing|alert[es]?s?"
        r"|notifications?"
        r"|cet article|all articles|per month|a month|par mois|member|access|compte|account"
        r"|abonnés?"
        r"|whatsapp|actualité|news|noticias|notícias|notizie|chaque (?:matin|jour|semaine)"
        r"|every (?:morning|day|week)|à partir de \d.*)\b.{0,120}",
    ),
    (  # what do you think?
        "what qu'en let tell dites-nous et que was cosa et",
        r"(?: (?:us|do you|know|you|vous|pensez|en|opinas|opinan|meinen|sie|ne)){1,4}.{0,60}"
        r"(?:comments?|commentaires?|think|know|pensez-vous|\?)?.{0,40}",
    ),
    (  # report, download, go back
        "signaler signalez report télécharger téléchargez download get installez corriger proposer"
        " retour revenir back return ajouter add cliquez click tap fehler zurück volver descarga"
        " scarica torna baixe voltar ladda last",
        r"(?: (?:une?|an?|the|our|to|notre|l'|this|cette|à|ici|here|au|aux|la|nuestra|nostra"
        r"|nosso|nuestro|zur"
        r"|für|for|pour|sur|on|my|mes|in|unsere)){0,4} ?(?:l')?(?:erreurs?|faute|contenu|abus"
        r"|errors?|typos?"
        r"|corrections?|mistake|app(?:li\w*)?|home|homepage|accueil|sommaire|haut|top|liste"
        r"|melden|startseite"
        r"|favoris|favou?rites|bookmarks|reading list|abonner|subscribe|more|suite|inicio"
        r"|aplicación|problem"
        r"|article|page)(?: (?:mobile|now|gratuit\w*|d'accueil|in (?:this|the) article"
        r"|or typo|dans cet article"
        r"|sur (?:ios|android).*|for (?:ios|android|free).*|in .{1,40}))*",
    ),
)
_COOKIES = re.compile(
    r".{0,60}\b(?:ce site|nous utilisons|notre site|en poursuivant|we use|this (?:web)?site"
    r"|our (?:web)?site"
    r"|by continuing|by using|diese (?:web)?s(?:eite|ite)|wir verwenden|wir nutzen|este sitio"
    r"|utilizamos|esta web|usamos"
    r"|questo sito|utilizziamo|este site|deze (?:web)?site|wij gebruiken|ta strona|używamy"
    r"|webbplatsen"
    r"|vi (?:bruger|använder|bruker)|tento web|käytämme|мы используем"
    r"|этот сайт).{0,160}\b(?:cookies?|кукис?)"
    r"(?:\Z|, (?:um|damit|to|which|that|pour|afin|para|per|om|för|for) .{1,140}"
    r"| (?:propi[ao]s|to|and|for|that|pour|afin|et|um|zu|para|y|per|e|om|for|for at|för|och"
    r"|w celu|i) .{1,140}"
    r"|\. .{1,140})"
)
_COOKIES_TOO = re.compile(  # where they are called biscuits
    r".{0,40}(?:ez az? (?:web)?oldal|(?:honlap|weboldal)unk|oldalunk|(?:този|нашият) сайт"
    r"|използваме|bu (?:web ?)?site\w*|(?:web )?sitemiz\w*|(?:tämä |verkko)?sivusto\w*|käytämme"
    r"|webbplatsen|vi använder|ta strona|nasza strona|używamy|αυτός ο ιστότοπος|χρησιμοποιούμε"
    r"|(?:этот|наш|цей) сайт|ми використовуємо|мы используем|يستخدم (?:هذا )?الموقع|نستخدم|אתר זה"
    r"|אנו משתמשים|acest site|folosim|utilizăm|当サイト|本サイト|本网站|我们使用|本網站).{0,60}?"
    r"(?:sütik\w*|бисквитк\w*|çerez\w*|evästei\w*|кук[иі]\b|ciastecz\w*|kakor|クッキー"
    r"|ملفات تعريف الارتباط|עוגיות|cookie\S*).{0,140}"
)
_COOKIE_WORDS = (
    "ookie", "ütik", "исквитк", "erez", "väste", "куки", "кукі", "iastecz", "kakor", "クッキー",
    "الارتباط", "עוגיות",
)  # fmt: skip
_OFFER_END = re.compile(r"\s?[:：|>→]\s?(?=\S)")
_READING_TIME = re.compile(
    r"(?:temps de lecture|durée de lecture|lecture|reading time|lesezeit|tiempo de lectura"
    r"|tempo di lettura|tempo de leitura|leestijd|czas czytania|läsningstid|lästid|lesetid"
    r"|læsetid)"
    r"\s?:?\s?\d{1,3}\s?(?:min|mn|m\b).{0,12}"
    r"|\d{1,3}[ -]?min(?:ute)?s?\.? (?:de lecture|read|lesezeit|de lectura|di lettura|de leitura)"
)
_EDGES_PATTERN = re.compile(
    r"(?:mots[- ]clés|étiquettes|tags?|keywords|topics|related topics|filed under|filed in"
    r"|posted in"
    r"|categor(?:y|ies)|section|classé (?:dans|sous)|publié dans|catégories?|rubriques?"
    r"|thèmes?|sujets?|dossiers?"
    r"|kategorien?|categorías?|categori[ae]|categorias?|ressort|ämnen|emner|avainsanat|címkék"
    r"|štítky|etichete"
    r"|schlagw[oö]rter|schlagworte|stichworte|themen|etiquetas|temas|palabras clave|argomenti"
    r"|palavras-chave|assuntos|tagi|słowa kluczowe|теги|ετικέτες|标签|关键词|タグ|キーワード|태그)"
    r"\s?[:：].{0,200}"
    r"|(?:copyright|©|\(c\)).{0,120}"
    r"|.{0,80}(?:tous droits réservés|all rights reserved|alle rechte vorbehalten"
    r"|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados"
    r"|wszelkie prawa zastrzeżone|все права защищены|版权所有|無断転載を禁じます?).{0,60}"
    r"|\d{1,5} (?:commentaires?|comments?|kommentare?|comentarios?|commenti|reacties"
    r"|partages|shares)"
    r"|(?:suivez|retrouvez)[- ](?:nous|l'actualité).{0,80}|follow us on .{0,60}"
    r"|our standards: .{0,80}|(?:责任编辑|责编|编辑|校对|审核|原标题|責任編輯)[:：].{1,40}"
    r"|[a-zà-ÿ' ]{2,20}(?: ?[>›»|] ?[a-zà-ÿ' ]{2,30}){2,6}"
)
_CLOSED = re.compile(
    r"(?:ce contenu|cet article|ce sujet) n'est (?:pas|plus|pas encore) ouvert"
    r" aux (?:commentaires|réactions)"
    r"|(?:this|the) (?:article|post|story) is (?:not|no longer) open (?:to|for) comments"
    r"|(?:die )?kommentare (?:sind|wurden) (?:geschlossen|deaktiviert)"
    r"|(?:los )?comentarios (?:están |)cerrados|i commenti sono chiusi"
)
_ENDING_FIRSTS = ("our standards:", "suivez-nous", "follow us on", "folgen sie uns")
_COPYRIGHT = re.compile(r"(?:copyright )?(?:©|\(?c\)) ?(?:19|20)\d\d|copyright (?:19|20)\d\d")
_COUNT = re.compile(r"(?<=[^\W\d])\s*[(\[]?\d{1,5}[)\]]?\Z")
_ROW_MARKS = re.compile(r"\s?[|·•]\s?|\s{3,}")
_LONGEST = 260
_LONG = 80  # characters that no phrase of the lists has, nor a reading time
_EDGE_MARKS = " .…:：!>→»«|-–—*_[]()"


def _phrases(text: str) -> frozenset[str]:
    return frozenset(
        normal(phrase) for line in text.splitlines() for phrase in line.split("|") if phrase
    )


@lru_cache(maxsize=1)
def _tags() -> frozenset[str]:
    return _phrases(TAGS)


def _read_also() -> frozenset[str]:
    rows = (line.partition(": ") for line in READ_ALSO.strip().splitlines())
    pairs = (
        (verb, also) for verbs, _, alsos in rows for verb in verbs.split() for also in alsos.split()
    )
    return frozenset(normal(f"{verb} {also}".replace("@", " ")) for verb, also in pairs)


@lru_cache(maxsize=1)
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    anywhere = _phrases(ANYWHERE)
    offers = _phrases(OFFERS) | _read_also()
    return anywhere, _phrases(EDGES) | _tags() | anywhere | offers, _phrases(ENDINGS), offers


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    """The first words of the lines that may be long."""
    offers = (phrase.split(" ", 1)[0] for phrase in _sets()[3])
    return frozenset(offers) | _prompts(False).keys() | _ROW_FIRSTS


@lru_cache(maxsize=2)
def _prompts(is_edge: bool) -> dict[str, re.Pattern[str]]:
    """What may follow a first word, by that word; so most lines cost one lookup."""
    rows: dict[str, list[str]] = {}
    for firsts, behind in _EDGE_ROWS if is_edge else _PROMPT_ROWS:
        for first in firsts.split():
            rows.setdefault(first, []).append(behind)
    return {first: re.compile("|".join(behinds)) for first, behinds in rows.items()}


def _is_prompt(key: str, *, is_edge: bool = False) -> bool:
    """Does it ask the reader to share, follow, subscribe, comment?"""
    first = key.split(" ", 1)[0].rstrip(":,")
    behind = _prompts(is_edge).get(first)
    if behind is not None and behind.fullmatch(key, len(first)):
        return True
    if is_edge:
        return first in _ROW_FIRSTS and _ROW.fullmatch(key) is not None
    if _names_cookies(key) and (_COOKIES.fullmatch(key) or _COOKIES_TOO.fullmatch(key)):
        return True
    row = _ROW.fullmatch(key) if len(key) < 100 and first in _ROW_FIRSTS else None
    return row is not None and (":" in key or key.count(" ") > 2)


def _is_offer(key: str) -> bool:
    """`Read also: Another headline`"""
    mark = _OFFER_END.search(key[:50])
    return mark is not None and key[: mark.start()].strip(_EDGE_MARKS) in _sets()[3]


def normal(line: str) -> str:
    """A line as the lists have it: case and apostrophes folded, no marks at its ends."""
    if "[" in line or "*" in line:
        line = plain(line)
    return " ".join(line.replace("İ", "i").casefold().replace("’", "'").split()).strip(_EDGE_MARKS)


def _key(line: str) -> str:
    """`normal`, without the number of comments or shares."""
    key = normal(line)
    return _COUNT.sub("", key).strip(_EDGE_MARKS) if key[-1:].isdecimal() else key


def is_anywhere(line: str) -> bool:
    """Is this line furniture wherever it stands?"""
    if len(line) > _LONGEST or not (len(line) <= _LONG or _may_announce(line)):
        return False
    key = _key(line)
    if key in _sets()[0] or _is_offer(key) or _is_prompt(key):
        return True
    return _READING_TIME.fullmatch(normal(line)) is not None


def _may_announce(line: str) -> bool:
    """Whether a line that seems too long for the lists can be in them all the same; cheap."""
    first = line.split(" ", 1)[0].strip(_EDGE_MARKS).casefold()
    return first in _firsts() or _names_cookies(line)


def _names_cookies(line: str) -> bool:
    return any(word in line for word in _COOKIE_WORDS)


def is_edge(line: str) -> bool:
    """Is it furniture at the top or the end of an article?"""
    if len(line) > _LONGEST:
        return False
    key = _key(line)
    return (
        key in _sets()[1]
        or _CLOSED.fullmatch(key) is not None
        or _is_offer(key)
        or _READING_TIME.fullmatch(normal(line)) is not None
        or _is_prompt(key)
        or _is_prompt(key, is_edge=True)
        or _is_row_of_edges(key)
        or _EDGES_PATTERN.fullmatch(key) is not None
        or _EDGES_PATTERN.fullmatch(line.casefold().strip()) is not None
    )


def _is_row_of_edges(key: str) -> bool:
    """`Terms of use | Privacy policy`: each part is furniture by itself."""
    parts = _ROW_MARKS.split(key) if len(key) < 120 else []
    return len(parts) > 1 and all(part.strip(_EDGE_MARKS) in _sets()[1] for part in parts)


def is_ending(line: str) -> bool:
    """Is it furniture at the end even when it stands there alone?"""
    if len(line) > _LONGEST:
        return False
    key = _key(line)
    is_closed = _CLOSED.fullmatch(key) is not None
    is_closed = is_closed or key.startswith(_ENDING_FIRSTS) or _COPYRIGHT.match(key) is not None
    return is_closed or key in _sets()[2] or "droits réservés" in key or "rights reserved" in key


def heads_list(line: str) -> bool:
    """May a list stand below it: of articles, of tags, of comments?"""
    key = _key(line) if len(line) < 60 else ""
    return key in _sets()[1] and key not in _sets()[0]


def offers_others(line: str) -> bool:
    """Does it announce other articles, which stand below it?"""
    return len(line) < 60 and normal(line) in _sets()[3]


def heads_tags(line: str) -> bool:
    """Does it stand over what an article is about?"""
    return len(line) < 60 and normal(line) in _tags()
