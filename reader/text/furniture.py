"""What sites put around articles: whole lines, as `normal` writes them. Data, and one lookup.

Lines of `ANYWHERE` are furniture wherever they stand; of `EDGES` only among other furniture at the
top or the end of an article, or alone there when `ENDINGS` says so. A line is furniture as a whole
or not at all: a sentence that merely mentions a newsletter is nobody's furniture.
"""

import re
from functools import lru_cache

_ANYWHERE = """
publicité|la suite après la publicité|la suite après cette publicité|article réservé aux abonnés
contenu réservé aux abonnés|cet article est réservé aux abonnés|passer la publicité
abonnez-vous à notre newsletter|inscrivez-vous à notre newsletter|recevez notre newsletter
je m'abonne|s'abonner|se connecter|lire plus tard|partager cet article|partager sur facebook
partager sur twitter|partager sur linkedin|partager sur whatsapp|envoyer par e-mail
envoyer par mail|envoyer à un ami|imprimer|imprimer cet article|écouter l'article
écouter cet article|copier le lien|cliquez ici pour vous abonner|accepter les cookies
tout accepter|continuer sans accepter|gérer mes choix|paramétrer les cookies
advertisement|advertising|story continues below advertisement|article continues below
article continues after this advertisement|continue reading below|sign up for our newsletter
subscribe to our newsletter|sign up for our daily newsletter|subscribe now|sign in|log in
share this article|share on facebook|share on twitter|share this story|share this
share on linkedin|share on whatsapp|email this article|print this article|save article
listen to this article|copy link|skip to content|skip to main content|skip advertisement
accept cookies|accept all cookies|accept all|manage cookies|scroll to continue
anzeige|werbung|artikel teilen|newsletter abonnieren|jetzt newsletter abonnieren
zum newsletter anmelden|jetzt anmelden|artikel drucken|artikel anhören|artikel merken
auf facebook teilen|auf twitter teilen|zum inhalt springen|cookies akzeptieren|alle akzeptieren
publicidad|suscríbete a nuestra newsletter|suscríbete a nuestro boletín|suscríbete|iniciar sesión
compartir|compartir en facebook|compartir en twitter|compartir en whatsapp|imprimir
compartir este artículo|copiar enlace|escuchar el artículo|aceptar cookies|aceptar todo
pubblicità|iscriviti alla newsletter|iscriviti alla nostra newsletter|condividi
condividi questo articolo|condividi su facebook|stampa|accetta tutti i cookie|abbonati
publicidade|assine nossa newsletter|compartilhe|compartilhar|compartilhe esta notícia|partilhar
continua após a publicidade|assine já|aceitar cookies
advertentie|deel dit artikel|schrijf je in voor onze nieuwsbrief|reclame|delen
reklama|udostępnij|zapisz się do newslettera|podziel się|dalsza część artykułu pod reklamą
διαφήμιση|κοινοποίηση|εγγραφείτε στο newsletter
реклама|поделиться|подпишитесь на рассылку|поделиться в соцсетях
إعلان|شارك|شارك هذا المقال|اشترك في النشرة الإخبارية|مشاركة
広告|シェアする|この記事をシェア|メールマガジン登録|ツイート|印刷する
广告|分享到微信|分享到微博|分享到|点击订阅|分享|打印本文|扫一扫分享
광고|공유하기|기사 공유|뉴스레터 구독|인쇄하기|글자 크기 조절
"""

_EDGES = """
accueil|menu|rechercher|navigation|fil d'actualité|à la une|mots-clés|mots clés|tags|étiquettes
l'équipe|l'équipe de rédaction|la rédaction|suivre l'émission|suivre|suivez-nous|nous suivre
suivez-nous sur facebook|suivez-nous sur twitter|retrouvez-nous sur facebook|commentaires
les commentaires sont fermés|réagir
réagir à cet article|commenter|laisser un commentaire|soyez le premier à commenter
aucun commentaire|voir tous les commentaires|articles liés|articles similaires
articles recommandés|sur le même sujet|sur le même thème|à lire aussi|lire aussi|à lire
à lire également|voir aussi|dans la même rubrique|les plus lus|les plus partagés|en savoir plus
plus d'articles|lire la suite|tous les articles|mentions légales|conditions générales
conditions d'utilisation|politique de confidentialité|contact|contactez-nous|plan du site
qui sommes-nous|données personnelles|gestion des cookies|tous droits réservés|retour en haut
haut de page|partager|facebook|twitter|instagram|linkedin|whatsapp|youtube|newsletter|rss
sujets associés|thématiques|tweeter|j'aime|réactions|votre commentaire
thèmes associés|publié dans|classé dans|article précédent
article suivant|précédent|suivant|signaler une erreur|une erreur dans l'article|podcast
télécharger l'application|l'auteur|à propos de l'auteur|du même auteur
home|search|latest news|most read|most popular|trending|trending now|related|related articles
related stories|related topics|related content|more on this story|more from|read more|read next
see also|you may also like|you might also like|recommended|recommended for you|recommended stories
comments|leave a comment|leave a reply|be the first to comment|comments are closed
view all comments|join the conversation|topics|tags|keywords|filed under|share|follow us
follow us on facebook|follow us on twitter|about us|contact us|privacy policy|terms of use
terms of service|terms and conditions|cookie policy|all rights reserved|back to top|about the author
editor's picks|top stories|previous article|next article|download our app|our standards|site map
startseite|suche|meistgelesen|meistgelesene artikel|mehr zum thema|weitere artikel|lesen sie auch
lesen sie mehr|auch interessant|das könnte sie auch interessieren|verwandte artikel|themen
schlagwörter|schlagworte|stichworte|kommentare|kommentar schreiben|kommentar verfassen|impressum
datenschutz|datenschutzerklärung|agb|kontakt|alle rechte vorbehalten|nach oben|folgen sie uns
zur startseite|teilen|nächster artikel|vorheriger artikel|über den autor
inicio|buscar|lo más leído|lo más visto|más noticias|más información|noticias relacionadas
artículos relacionados|te puede interesar|también te puede interesar|lea también|leer más|ver más
comentarios|deja un comentario|deja una respuesta|no hay comentarios|etiquetas|temas|archivado en
síguenos|síguenos en facebook|síguenos en twitter|aviso legal|política de privacidad
política de cookies|quiénes somos|contacto|todos los derechos reservados|volver arriba
sobre el autor|palabras clave
cerca|i più letti|articoli correlati|leggi anche|leggi tutto|potrebbe interessarti|commenti
lascia un commento|seguici|seguici su facebook|tag|argomenti|chi siamo|contatti|note legali
informativa sulla privacy|tutti i diritti riservati|torna su|parole chiave
início|mais lidas|leia também|leia mais|saiba mais|veja também|notícias relacionadas|comentários
deixe um comentário|siga-nos|assuntos|temas relacionados|política de privacidade
todos os direitos reservados|voltar ao topo|palavras-chave|quem somos
meest gelezen|lees ook|lees meer|gerelateerde artikelen|reacties|reageer|onderwerpen|volg ons
over ons|privacybeleid|alle rechten voorbehouden|naar boven|trefwoorden
czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|najczęściej czytane|komentarze
dodaj komentarz|tematy|tagi|słowa kluczowe|polityka prywatności|wszelkie prawa zastrzeżone
obserwuj nas|kontakt|regulamin
διαβάστε επίσης|διαβάστε περισσότερα|σχετικά άρθρα|σχόλια|ετικέτες|αρχική|επικοινωνία
όροι χρήσης|πολιτική απορρήτου|δείτε επίσης|ακολουθήστε μας
читайте также|по теме|комментарии|оставить комментарий|теги|самое читаемое|подписывайтесь на нас
все права защищены|политика конфиденциальности|материалы по теме|смотрите также|главная
اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|تعليقات|التعليقات
أضف تعليقا|كلمات مفتاحية|الكلمات المفتاحية|جميع الحقوق محفوظة|سياسة الخصوصية|تابعنا|تابعونا
関連記事|関連ニュース|おすすめ記事|人気記事|コメント|タグ|キーワード|ホーム|プライバシーポリシー
利用規約|お問い合わせ|あわせて読みたい|前の記事|次の記事|トップページ
相关阅读|相关新闻|相关文章|推荐阅读|热门文章|延伸阅读|评论|发表评论|标签|关键词|版权所有|首页
联系我们|关于我们|隐私政策|返回顶部|上一篇|下一篇|责任编辑|网友评论
관련 기사|관련기사|많이 본 뉴스|댓글|태그|무단 전재 및 재배포 금지|개인정보처리방침|맨 위로
"""

_ENDINGS = """
les commentaires sont fermés|tous droits réservés
suivez-nous|suivre l'émission|lire la suite|laisser un commentaire|soyez le premier à commenter
réagir à cet article|all rights reserved|comments are closed|leave a comment|leave a reply
read more|follow us|back to top|join the conversation|alle rechte vorbehalten
kommentar schreiben|deja un comentario|todos los derechos reservados|leer más
tutti i diritti riservati|leggi tutto|lascia un commento|todos os direitos reservados|leia mais
wszelkie prawa zastrzeżone|czytaj więcej|dodaj komentarz|все права защищены
оставить комментарий|جميع الحقوق محفوظة|版权所有|返回顶部|무단 전재 및 재배포 금지
alle rechten voorbehouden|lees meer|partager|share|teilen|lire aussi|à lire aussi
partager cet article
"""

_ANYWHERE_PATTERN = re.compile(
    r"(?:(?:à )?lire (?:aussi|également)|voir aussi|>> ?lire|read (?:also|more)|see also|also read"
    r"|lesen sie (?:auch|mehr)|mehr zum thema|lea también|le[ae]r más|lee también|leggi anche"
    r"|leia (?:também|mais)|lees ook|czytaj (?:też|także)|читайте также|διαβάστε επίσης"
    r"|اقرأ أيضا|関連記事|相关阅读|관련 ?기사)\s?(?:[:：|>→-])\s?\S.{0,200}"
    r"|(?:(?:abonnez|inscrivez)-vous (?:gratuitement )?à (?:notre|la) (?:newsletter|lettre)"
    r"|(?:sign up|subscribe) (?:for|to) (?:our|the) [\w ]{0,30}newsletter).{0,120}"
)
_READING_TIME = re.compile(
    r"(?:temps de lecture|durée de lecture|lecture|reading time|lesezeit|tiempo de lectura"
    r"|tempo di lettura|tempo de leitura|leestijd|czas czytania)"
    r"\s?:?\s?\d{1,3}\s?(?:min|mn|m\b).{0,12}"
    r"|\d{1,3}[ -]?min(?:ute)?s?\.? (?:de lecture|read|lesezeit|de lectura|di lettura|de leitura)"
)
_EDGES_PATTERN = re.compile(
    r"(?:mots[- ]clés|étiquettes|tags?|keywords|topics|filed under|classé dans|publié dans"
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
    r"|our standards: .{0,80}"
    r"|[a-zà-ÿ' ]{2,20}(?: ?[>›»|] ?[a-zà-ÿ' ]{2,30}){2,6}"
)
_CLOSED = re.compile(
    r"(?:ce contenu|cet article|ce sujet) n'est (?:pas|plus|pas encore) ouvert"
    r" aux (?:commentaires|réactions)"
    r"|(?:this|the) (?:article|post|story) is (?:not|no longer) open (?:to|for) comments"
    r"|(?:die )?kommentare (?:sind|wurden) (?:geschlossen|deaktiviert)"
    r"|(?:los )?comentarios (?:están |)cerrados|i commenti sono chiusi"
)
_COUNT = re.compile(r"(?<=[^\W\d])\s*[(\[]?\d{1,5}[)\]]?\Z")
_LONGEST = 260
_LONG = 80  # characters that no phrase of the lists has, nor a reading time
_ANNOUNCING = (
    "lire", "à li", "voir", "read", "see", "also", "lesen", "mehr", "lea", "lee", "leggi", "leia",
    "czyt", "чита", "διαβ", "اقرأ", "関連", "相关", "관련", "abonnez", "inscri", "sign", "subsc",
)  # fmt: skip
_EDGE_MARKS = " .…:：!>→»«|-–—*_[]()"


def _phrases(text: str) -> frozenset[str]:
    return frozenset(
        phrase.strip(_EDGE_MARKS)
        for line in text.splitlines()
        for phrase in line.split("|")
        if phrase
    )


@lru_cache(maxsize=1)
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    anywhere = _phrases(_ANYWHERE)
    return anywhere, _phrases(_EDGES) | anywhere, _phrases(_ENDINGS)


def normal(line: str) -> str:
    """A line as the lists have it: case and apostrophes folded, no marks at its ends."""
    return " ".join(line.casefold().replace("’", "'").split()).strip(_EDGE_MARKS)


def _key(line: str) -> str:
    """`normal`, without the number of comments or shares."""
    return _COUNT.sub("", normal(line)).strip(_EDGE_MARKS)


def is_anywhere(line: str) -> bool:
    """Is this line furniture wherever it stands?"""
    if len(line) > _LONGEST or not (len(line) <= _LONG or _may_announce(line)):
        return False
    key = _key(line)
    if key in _sets()[0] or _ANYWHERE_PATTERN.fullmatch(key) is not None:
        return True
    return _READING_TIME.fullmatch(normal(line)) is not None


def _may_announce(line: str) -> bool:
    """Whether a line that seems too long for the lists can be in them all the same; cheap."""
    line = line.strip(_EDGE_MARKS)
    return len(line) <= _LONG or line[:8].casefold().startswith(_ANNOUNCING)


def is_edge(line: str) -> bool:
    """Is it furniture at the top or the end of an article?"""
    if len(line) > _LONGEST:
        return False
    key = _key(line)
    return (
        key in _sets()[1]
        or _CLOSED.fullmatch(key) is not None
        or _ANYWHERE_PATTERN.fullmatch(key) is not None
        or _EDGES_PATTERN.fullmatch(key) is not None
        or _EDGES_PATTERN.fullmatch(line.casefold().strip()) is not None
    )


def is_ending(line: str) -> bool:
    """Is it furniture at the end even when it stands there alone?"""
    if len(line) > _LONGEST:
        return False
    key = _key(line)
    is_closed = _CLOSED.fullmatch(key) is not None
    is_closed = is_closed or key.startswith(("suivez-nous", "follow us on", "folgen sie uns"))
    return is_closed or key in _sets()[2] or "droits réservés" in key or "rights reserved" in key


_OFFERS = frozenset(
    phrase
    for phrases in (
        "à lire aussi|lire aussi|à lire également|voir aussi|à lire|sur le même sujet|à voir aussi",
        "read also|also read|see also|read more|related|related articles|more on this story",
        "lesen sie auch|mehr zum thema|auch interessant|lea también|te puede interesar",
        "leggi anche|leia também|veja também|lees ook|czytaj także|czytaj też|zobacz także",
        "читайте также|διαβάστε επίσης|اقرأ أيضا|関連記事|相关阅读|관련 기사",
    )
    for phrase in phrases.split("|")
)


def offers_others(line: str) -> bool:
    """Does it announce other articles, which stand below it?"""
    return len(line) < 60 and normal(line) in _OFFERS
