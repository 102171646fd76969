"""What sites put around articles, word for word, in some forty languages. Data and nothing else.

Lines as `furniture.normal` writes them, `|` between. `ANYWHERE` is furniture wherever it stands,
`EDGES` only among other furniture at the top or the end of an article, or alone there when it is
in `ENDINGS` too; `OFFERS` announce other articles, whose headlines stand below, and so does any
word of `READ_ALSO` before a colon with any behind it (`@` is a space); below `TAGS` stand tags.
"""

ANYWHERE = """
publicité|la suite après la publicité|la suite après cette publicité|article réservé aux abonnés
contenu réservé aux abonnés|cet article est réservé aux abonnés|passer la publicité
abonnez-vous à notre newsletter|inscrivez-vous à notre newsletter|recevez notre newsletter
je m'abonne|s'abonner|se connecter|lire plus tard|partager cet article|partager sur facebook
partager sur twitter|partager sur linkedin|partager sur whatsapp|envoyer par e-mail
envoyer par mail|envoyer à un ami|imprimer|imprimer cet article|écouter l'article
écouter cet article|copier le lien|cliquez ici pour vous abonner|accepter les cookies
tout accepter|continuer sans accepter|gérer mes choix|paramétrer les cookies|advertisement
advertising|story continues below advertisement|article continues below
article continues after this advertisement|continue reading below|sign up for our newsletter
click here to sign up for our daily newsletter|click here to subscribe
subscribe to our newsletter|sign up for our daily newsletter|subscribe now|sign in|log in
share this article|share on facebook|share on twitter|share this story|share this
share on linkedin|share on whatsapp|email this article|print this article|save article
listen to this article|copy link|skip to content|skip to main content|skip advertisement
accept cookies|accept all cookies|accept all|manage cookies|scroll to continue|anzeige|werbung
artikel teilen|newsletter abonnieren|jetzt newsletter abonnieren|zum newsletter anmelden
jetzt anmelden|artikel drucken|artikel anhören|artikel merken|auf facebook teilen
auf twitter teilen|zum inhalt springen|cookies akzeptieren|alle akzeptieren|publicidad
suscríbete a nuestra newsletter|suscríbete a nuestro boletín|suscríbete|iniciar sesión|compartir
compartir en facebook|compartir en twitter|compartir en whatsapp|imprimir
compartir este artículo|copiar enlace|escuchar el artículo|aceptar cookies|aceptar todo
pubblicità|iscriviti alla newsletter|iscriviti alla nostra newsletter|condividi
condividi questo articolo|condividi su facebook|stampa|accetta tutti i cookie|abbonati
publicidade|assine nossa newsletter|compartilhe|compartilhar|compartilhe esta notícia|partilhar
continua após a publicidade|assine já|aceitar cookies|advertentie|deel dit artikel
schrijf je in voor onze nieuwsbrief|reclame|delen|reklama|udostępnij|zapisz się do newslettera
podziel się|dalsza część artykułu pod reklamą|διαφήμιση|κοινοποίηση|εγγραφείτε στο newsletter
реклама|поделиться|подпишитесь на рассылку|поделиться в соцсетях|إعلان|شارك|شارك هذا المقال
اشترك في النشرة الإخبارية|مشاركة|広告|シェアする|この記事をシェア|メールマガジン登録|ツイート
印刷する|广告|分享到微信|分享到微博|分享到|点击订阅|分享|打印本文|扫一扫分享|광고|공유하기
기사 공유|뉴스레터 구독|인쇄하기|글자 크기 조절|partager l'article|partagez cet article
partager sur les réseaux sociaux|partager par e-mail|envoyer cet article par e-mail
ajouter aux favoris|ajouter à vos favoris|ajouter à mes favoris|article réservé à nos abonnés
réservé aux abonnés|la suite est réservée aux abonnés|cette publicité vous déplaît
contenus sponsorisés|contenu sponsorisé|contenu partenaire|faire un don|soutenez-nous
soutenez le journalisme indépendant|voir la version mobile
votre adresse e-mail ne sera pas publiée|activer les notifications|masquer la publicité
your email address will not be published|sponsored content|promoted content|paid content
support independent journalism|support our journalism|enable notifications|pin it|tweet this
remove ads|click here to subscribe|enter your email address|already a subscriber? log in
diesen artikel teilen|artikel versenden|per e-mail teilen|auf whatsapp teilen
zur merkliste hinzufügen|jetzt abonnieren|newsletter bestellen|empfohlener redaktioneller inhalt
weiter nach der anzeige|compartir en redes sociales|comparte esta noticia|comparte este artículo
contenido patrocinado|suscríbete gratis|regístrate|inicia sesión|enviar por correo
guardar artículo|condividi l'articolo|condividi su twitter|condividi su whatsapp
contenuto sponsorizzato|iscriviti|partilhe este artigo|partilhar no facebook
compartilhe no facebook|compartilhar no whatsapp|conteúdo patrocinado|assine a newsletter
continua depois da publicidade|deel op facebook|deel via whatsapp|schrijf je in
aanmelden nieuwsbrief|abonneer|abonneer nu|annons|annonse|annonce|mainos|dela artikeln
dela på facebook|del artikkelen|del på facebook|del artiklen|jaa artikkeli|jaa facebookissa
tilaa uutiskirje|reklam|inzerce|hirdetés|publicitate|sdílet článek|zdieľať článok
megosztás facebookon|distribuie pe facebook|distribuie articolul|сподели|споделете|поширити
поділитися|подели|podijeli na facebooku|oglas|paylaş|abone ol
"""

EDGES = """
accueil|menu|rechercher|navigation|fil d'actualité|à la une|mots-clés|mots clés|tags|étiquettes
l'équipe|l'équipe de rédaction|la rédaction|suivre l'émission|suivre|suivez-nous|nous suivre
suivez-nous sur facebook|suivez-nous sur twitter|retrouvez-nous sur facebook|commentaires
les commentaires sont fermés|réagir|réagir à cet article|commenter|laisser un commentaire
soyez le premier à commenter|aucun commentaire|voir tous les commentaires|articles liés
articles similaires|articles recommandés|sur le même sujet|sur le même thème|à lire aussi
lire aussi|à lire|à lire également|voir aussi|dans la même rubrique|les plus lus
les plus partagés|en savoir plus|plus d'articles|lire la suite|tous les articles
mentions légales|conditions générales|conditions d'utilisation|politique de confidentialité
contact|contactez-nous|plan du site|qui sommes-nous|données personnelles|gestion des cookies
tous droits réservés|retour en haut|haut de page|partager|facebook|twitter|instagram|linkedin
whatsapp|youtube|newsletter|rss|sujets associés|thématiques|tweeter|j'aime|réactions
votre commentaire|thèmes associés|publié dans|classé dans|article précédent|article suivant
précédent|suivant|signaler une erreur|une erreur dans l'article|podcast
télécharger l'application|l'auteur|à propos de l'auteur|du même auteur|home|search|latest news
most read|most popular|trending|trending now|related|related articles|related stories
related topics|related content|more on this story|more from|read more|read next|see also
you may also like|you might also like|recommended|recommended for you|recommended stories
comments|leave a comment|leave a reply|be the first to comment|comments are closed
view all comments|join the conversation|topics|keywords|filed under|share|follow us
follow us on facebook|follow us on twitter|about us|contact us|privacy policy|terms of use
terms of service|terms and conditions|cookie policy|all rights reserved|back to top
about the author|editor's picks|top stories|previous article|next article|download our app
our standards|site map|startseite|suche|meistgelesen|meistgelesene artikel|mehr zum thema
weitere artikel|lesen sie auch|lesen sie mehr|auch interessant|das könnte sie auch interessieren
verwandte artikel|themen|schlagwörter|schlagworte|stichworte|kommentare|kommentar schreiben
kommentar verfassen|impressum|datenschutz|datenschutzerklärung|agb|kontakt
alle rechte vorbehalten|nach oben|folgen sie uns|zur startseite|teilen|nächster artikel
vorheriger artikel|über den autor|inicio|buscar|lo más leído|lo más visto|más noticias
más información|noticias relacionadas|artículos relacionados|te puede interesar
también te puede interesar|lea también|leer más|ver más|comentarios|deja un comentario
deja una respuesta|no hay comentarios|etiquetas|temas|archivado en|síguenos|síguenos en facebook
síguenos en twitter|aviso legal|política de privacidad|política de cookies|quiénes somos
contacto|todos los derechos reservados|volver arriba|sobre el autor|palabras clave|cerca
i più letti|articoli correlati|leggi anche|leggi tutto|potrebbe interessarti|commenti
lascia un commento|seguici|seguici su facebook|tag|argomenti|chi siamo|contatti|note legali
informativa sulla privacy|tutti i diritti riservati|torna su|parole chiave|início|mais lidas
leia também|leia mais|saiba mais|veja também|notícias relacionadas|comentários
deixe um comentário|siga-nos|assuntos|temas relacionados|política de privacidade
todos os direitos reservados|voltar ao topo|palavras-chave|quem somos|meest gelezen|lees ook
lees meer|gerelateerde artikelen|reacties|reageer|onderwerpen|volg ons|over ons|privacybeleid
alle rechten voorbehouden|naar boven|trefwoorden|czytaj także|czytaj też|czytaj więcej
zobacz także|zobacz też|najczęściej czytane|komentarze|dodaj komentarz|tematy|tagi
słowa kluczowe|polityka prywatności|wszelkie prawa zastrzeżone|obserwuj nas|regulamin
διαβάστε επίσης|διαβάστε περισσότερα|σχετικά άρθρα|σχόλια|ετικέτες|αρχική|επικοινωνία
όροι χρήσης|πολιτική απορρήτου|δείτε επίσης|ακολουθήστε μας|читайте также|по теме|комментарии
оставить комментарий|теги|самое читаемое|подписывайтесь на нас|все права защищены
политика конфиденциальности|материалы по теме|смотрите также|главная|اقرأ أيضا|اقرأ أيضًا
إقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|تعليقات|التعليقات|أضف تعليقا|كلمات مفتاحية
الكلمات المفتاحية|جميع الحقوق محفوظة|سياسة الخصوصية|تابعنا|تابعونا|関連記事|関連ニュース
おすすめ記事|人気記事|コメント|タグ|キーワード|ホーム|プライバシーポリシー|利用規約|お問い合わせ
あわせて読みたい|前の記事|次の記事|トップページ|相关阅读|相关新闻|相关文章|推荐阅读|热门文章
延伸阅读|评论|发表评论|标签|关键词|版权所有|首页|联系我们|关于我们|隐私政策|返回顶部|上一篇
下一篇|责任编辑|网友评论|관련 기사|관련기사|많이 본 뉴스|댓글|태그|무단 전재 및 재배포 금지
개인정보처리방침|맨 위로|partagez|à découvrir|à ne pas manquer|en vidéo|en images|nos vidéos
dernières actualités|les dernières actualités|les dernières infos|toute l'actualité
dernières nouvelles|nos autres articles|ces articles pourraient vous intéresser
ces articles peuvent vous intéresser|vous aimerez aussi|cela peut vous intéresser
cela pourrait vous intéresser|vous pourriez aussi aimer|recommandé pour vous
recommandés pour vous|nos recommandations|lire l'article complet|lire l'article|voir plus
voir plus d'articles|voir tous les articles|afficher plus|voir les commentaires
afficher les commentaires|ajouter un commentaire|laissez un commentaire|poster un commentaire
écrire un commentaire|connectez-vous pour commenter|pas de commentaire|pas encore de commentaire
vos réactions|retour à l'accueil|retour à la liste|retour|écouter|pdf|télécharger|plus d'infos
plus d'informations|plus d'actualités|signaler un contenu|corriger une faute|signaler un abus
s'inscrire|abonnés|abonnez-vous|inscrivez-vous|e-mail|email|pinterest|reddit|telegram|tiktok
google news|flipboard|messenger|threads|bluesky|mastodon|nos newsletters|newsletters|le journal
la boutique|nos services|services|publicité et partenariats|cgu|cgv|crédits|index|catégories
rubriques|derniers articles|articles récents|commentaires récents|archives|liens|partenaires
réseaux sociaux|sommaire|subscribe|subscribe today|subscribe to read more|donate|support us
support our work|print|tweet|privacy|cookies|careers|advertise with us|advertise
terms & conditions|accessibility|help|faq|sitemap|latest headlines|latest|latest stories
more stories|more news|more from this section|more from this author|more like this
popular stories|popular|don't miss|in case you missed it|sponsored|around the web
from our partners|from the web|promoted stories|what to read next|recent posts|recent comments
categories|related links|related posts|related coverage|continue reading|read the full story
read full article|show more|load more|see more|view more|load more comments|show comments
hide comments|view comments|read comments|add a comment|post a comment|post comment
submit a comment|write a comment|no comments|no comments yet|have your say|report an error
report a correction|report a typo|report this ad|our picks|top news|breaking news|up next|watch
listen|video|videos|photos|gallery|live|sections|opinion|get the app|get our newsletter
my account|register|follow|reply|like|flag|image credits|kommentieren|kommentar hinterlassen
diskutieren sie mit|mehr nachrichten|mehr artikel|mehr aus dem ressort|mehr aus dieser rubrik
lesen sie jetzt|das könnte sie interessieren|das könnte dich auch interessieren|empfehlungen
nutzungsbedingungen|fehler melden|drucken|zurück zur startseite|zurück|weiterlesen|mehr lesen
neueste artikel|aktuelle nachrichten|anmelden|registrieren|barrierefreiheit|merken|versenden
ähnliche artikel|ähnliche beiträge|kategorien|archiv|noticias más leídas|más leídas|lo último
últimas noticias|ver comentarios|añadir comentario|escribe tu comentario|añadir un comentario
condiciones de uso|reportar un error|sigue leyendo|seguir leyendo|leer también|lee también
más sobre este tema|en esta noticia|otras noticias|recomendados|recomendado para ti|suscripción
hemeroteca|publicado en|compartir noticia|regístrate|seguici sui social|ultime notizie
le ultime notizie|articolo precedente|articolo successivo|invia un commento|scrivi un commento
leggi l'articolo completo|vedi anche|leggi di più|potrebbe interessarti anche
potrebbero interessarti|in evidenza|notizie correlate|abbonamenti|redazione|accedi|registrati
archiviato in|categorie|continua a leggere|artigos relacionados|últimas notícias|mais notícias
deixe o seu comentário|deixe seu comentário|leia mais sobre|continue lendo|continuar a ler
relacionadas|relacionados|recomendadas|entrar|também pode gostar|ver mais|mais populares
categorias|arquivo|termos de uso|contactos|fale conosco|lees verder|lees meer over
plaats een reactie|laatste nieuws|privacyverklaring|meer nieuws|meer over dit onderwerp
aanbevolen|gerelateerd|inloggen|abonneren|adverteren|colofon|nieuwsbrief|disclaimer|deel
doorlezen|bekijk ook|zie ook|misschien vind je dit ook interessant|läs mer|läs också|läs även
läs vidare|dela|kommentarer|mest läst|mest lästa|senaste nytt|nyhetsbrev|relaterade artiklar
logga in|prenumerera|följ oss|om oss|till startsidan|skriv en kommentar|ämnen|les også|les mer
del|mest lest|mest leste|siste nytt|relaterte saker|logg inn|abonner|følg oss|til forsiden|emner
flere saker|tips oss|læs også|læs mere|mest læste|seneste nyt|nyhedsbrev|relaterede artikler
log ind|bliv abonnent|følg os|om os|flere nyheder|debat|kontakt os|lue myös|lue lisää|jaa
kommentit|luetuimmat|uusimmat|uutiskirje|aiheeseen liittyvää|kirjaudu|tilaa|seuraa meitä
tietoa meistä|etusivulle|kommentoi|avainsanat|aiheet|ota yhteyttä|lesið einnig|lestu meira
lesa meira|deila|athugasemdir|mest lesið|tengdar fréttir|fleiri fréttir|tengdar greinar|nýjast
um okkur|hafa samband|efnisorð|čtěte také|čtěte více|přečtěte si také|sdílet|diskuse|komentáře
nejčtenější|související články|související|další články|přihlásit se|předplatné|kontakty|o nás
štítky|témata|zpět nahoru|vstoupit do diskuse|prečítajte si aj|čítajte aj|čítajte viac|zdieľať
diskusia|komentáre|najčítanejšie|súvisiace články|ďalšie články|prihlásiť sa|predplatné|značky
témy|späť hore|olvassa el ezt is|olvasson tovább|tovább olvasom|megosztás|hozzászólások
kapcsolódó cikkek|kapcsolódó|legolvasottabb|legfrissebb|hírlevél|feliratkozás|bejelentkezés
előfizetés|címkék|impresszum|adatvédelem|kapcsolat|ezt is olvassa el|további cikkek
szóljon hozzá|ajánlott cikkek|citește și|citeşte şi|citește mai mult|citește mai departe
distribuie|comentarii|cele mai citite|articole similare|știri similare|ultimele știri|etichete
abonează-te|despre noi|vezi și|termeni și condiții|politica de confidențialitate|urmărește-ne
lasă un comentariu|прочетете още|прочетете също|вижте още|вижте също|коментари|най-четени
свързани новини|още новини|последни новини|етикети|абонирай се|абонирайте се|контакти|за нас
общи условия|още по темата|читайте також|читайте ще|дивіться також|коментарі|залишити коментар
найпопулярніше|усі права захищено|останні новини|за темою|більше новин|підписуйтесь на нас
про нас|чытайце таксама|каментары|падзяліцца|прочитајте још|прочитајте и|најчитаније
повезане вести|најновије|најновије вести|ознаке|контакт|поврзани вести|прочитајте исто така
најчитани|pročitajte još|pročitajte i|pročitajte više|komentari|podijeli|podeli|najčitanije
povezane vijesti|povezane vesti|najnovije|najnovije vijesti|oznake|tagovi|preberite tudi
preberi več|komentarji|deli|najbolj brano|povezane novice|sorodni članki|prijava|naročnina
pretplata|bunları da okuyun|bunlar da ilginizi çekebilir|ilgili haberler|benzer haberler
yorumlar|yorum yap|en çok okunanlar|son dakika|son haberler|devamını oku|daha fazla|etiketler
hakkımızda|iletişim|gizlilik politikası|takip edin|bizi takip edin|ana sayfa|haber bülteni
okumaya devam et|קראו גם|קרא עוד|קראו עוד|תגובות|שתפו|שתף|שיתוף|הכי נקראים|כתבות נוספות
כתבות קשורות|תגיות|עוד בנושא|הירשמו לניוזלטר|צור קשר|אודות|כל הזכויות שמורות|דף הבית|הוסף תגובה
הגב|بیشتر بخوانید|نظرات|دیدگاه‌ها|اشتراک‌گذاری|اخبار مرتبط|مطالب مرتبط|پربازدیدترین|برچسب‌ها
تماس با ما|درباره ما|آخرین اخبار|همچنین بخوانید|یہ بھی پڑھیں|مزید پڑھیں|تبصرے|متعلقہ خبریں
شیئر کریں|اقرأ المزيد|شاهد أيضا|شاهد أيضًا|مقالات ذات صلة|المزيد|آخر الأخبار|اتصل بنا|من نحن
قد يعجبك أيضا|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|शेयर करें|टिप्पणियाँ|टिप्पणियां|संबंधित खबरें
ताज़ा खबरें|हमें फॉलो करें|आरो पढ़ें|संपर्क करें|टैग्स|विज्ञापन|লেখা শেয়ার করুন|আরও পড়ুন
মন্তব্য|শেয়ার করুন|மேலும் படிக்க|கருத்துகள்|xem thêm|đọc thêm|bình luận|chia sẻ|tin liên quan
bài viết liên quan|tin mới nhất|tin cùng chuyên mục|từ khóa|quảng cáo|đăng ký nhận tin|liên hệ
về chúng tôi|trang chủ|tin đọc nhiều|ý kiến bạn đọc|อ่านเพิ่มเติม|อ่านต่อ|แชร์|ความคิดเห็น
ข่าวที่เกี่ยวข้อง|ข่าวล่าสุด|แท็ก|โฆษณา|ติดต่อเรา|อ่านข่าวอื่นๆ|เกี่ยวกับเรา|baca juga
baca selengkapnya|bagikan|komentar|berita terkait|terpopuler|lihat juga|hak cipta|comhroinn
léigh tuilleadh|tuilleadh|barúlacha|scéalta gaolmhara|clibeanna|rhannu|darllen mwy|mwy o straeon
sylwadau|straeon perthnasol|aqra wkoll|aqra iktar|ixxerja|kummenti|aħbarijiet relatati
llegeix també|llegir més|comparteix|comentaris|notícies relacionades|el més llegit|etiquetes
le também|ler máis|compartir|irakurri ere|gehiago irakurri|partekatu|iruzkinak|loe ka|loe veel
loe lisaks|jaga|kommentaarid|loetumad|seotud lood|lasīt arī|lasi vēl|dalīties|komentāri
lasītākie|saistītie raksti|skaitykite taip pat|skaityti daugiau|dalintis|komentarai|skaitomiausi
susiję straipsniai|lexo edhe|lexo më shumë|shpërndaje|komente|të ngjashme|続きを読む|シェア
ログイン|会員登録|新着記事|記事一覧|関連リンク|もっと見る|この記事を印刷|無断転載を禁じます
阅读全文|更多新闻|更多|分享至|收藏|举报|相关链接|下载客户端|免责声明|登录|注册|編輯推薦|延伸閱讀
相關新聞|相關文章|分享|留言|廣告|關鍵字|더보기|관련뉴스|관련 뉴스|인기 기사|기사 더보기|공유
구독하기|로그인|이전 기사|다음 기사|기사제보|περισσότερα|διαβάστε ακόμη|διαβάστε ακόμα|δημοφιλή
τελευταία νέα|μοιραστείτε το|εκτύπωση|περισσότερα νέα|поделиться в соцсетях|читать далее
читать дальше|последние новости|ещё по теме|еще по теме|новости по теме|популярное|контакты
о нас|реклама на сайте|подписаться|войти|написать комментарий|другие новости
"""

ENDINGS = """
les commentaires sont fermés|tous droits réservés|suivez-nous|suivre l'émission|lire la suite
laisser un commentaire|soyez le premier à commenter|réagir à cet article|all rights reserved
comments are closed|leave a comment|leave a reply|read more|follow us|back to top
join the conversation|alle rechte vorbehalten|kommentar schreiben|deja un comentario
todos los derechos reservados|leer más|tutti i diritti riservati|leggi tutto|lascia un commento
todos os direitos reservados|leia mais|wszelkie prawa zastrzeżone|czytaj więcej|dodaj komentarz
все права защищены|оставить комментарий|جميع الحقوق محفوظة|版权所有|返回顶部
무단 전재 및 재배포 금지|alle rechten voorbehouden|lees meer|partager|share|teilen|lire aussi
à lire aussi|partager cet article|voir les commentaires|laissez un commentaire
ajouter un commentaire|retour à l'accueil|vos réactions|load more comments|view comments
post a comment|add a comment|subscribe|have your say|report an error|kommentar hinterlassen
kommentieren|fehler melden|ver comentarios|seguir leyendo|sigue leyendo|condividi|compartir
partilhar|compartilhar|delen|udostępnij|dela|jaa|sdílet|zdieľať|megosztás|distribuie|paylaş
подели|поделиться|chia sẻ|แชร์|शेयर करें|שתפו|invia un commento|deixe um comentário
deixe o seu comentário|plaats een reactie|skriv en kommentar|hozzászólások
"""

OFFERS = """
à lire aussi|lire aussi|à lire également|voir aussi|à voir aussi|à lire|sur le même sujet
sur le même thème|dans la même rubrique|les plus lus|articles liés|articles similaires
articles recommandés|nos autres articles|ces articles pourraient vous intéresser
ces articles peuvent vous intéresser|vous aimerez aussi|à ne pas manquer|dernières actualités
les dernières actualités|recommandé pour vous|derniers articles|read also|also read|see also
read more|read next|related|related articles|related stories|related posts|related content
related coverage|more on this story|more stories|more news|more from this section|most read
most popular|you may also like|you might also like|recommended for you|recommended stories
trending now|latest headlines|latest stories|top stories|editor's picks|what to read next
in case you missed it|lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant
das könnte sie auch interessieren|das könnte sie interessieren|weitere artikel|meistgelesen
verwandte artikel|ähnliche artikel|mehr nachrichten|lea también|lee también|leer también
te puede interesar|también te puede interesar|noticias relacionadas|artículos relacionados
lo más leído|más noticias|últimas noticias|lo último|más leídas|leggi anche|vedi anche
potrebbe interessarti|potrebbe interessarti anche|articoli correlati|i più letti
notizie correlate|ultime notizie|leia também|veja também|leia mais|saiba mais
notícias relacionadas|artigos relacionados|mais lidas|últimas notícias|lees ook|lees verder
meest gelezen|gerelateerde artikelen|meer over dit onderwerp|laatste nieuws
czytaj także|czytaj też|zobacz także
zobacz też|najczęściej czytane|läs också|läs även|läs mer|mest läst|les også|mest lest|læs også
mest læste|lue myös|luetuimmat|lesið einnig|mest lesið|tengdar fréttir|čtěte také
přečtěte si také|nejčtenější|související články|prečítajte si aj|čítajte aj|najčítanejšie
olvassa el ezt is|kapcsolódó cikkek|ezt is olvassa el|citește și|citeşte şi|vezi și
articole similare|cele mai citite|прочетете още|вижте още|свързани новини|най-четени
читайте також|дивіться також|за темою|читайте также|смотрите также|материалы по теме|по теме
самое читаемое|другие новости|прочитајте још|pročitajte još|pročitajte i|povezane vijesti
najčitanije|preberite tudi|najbolj brano|bunları da okuyun|ilgili haberler
bunlar da ilginizi çekebilir|en çok okunanlar|διαβάστε επίσης|δείτε επίσης|σχετικά άρθρα
διαβάστε ακόμη|קראו גם|עוד בנושא|כתבות נוספות|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|شاهد أيضا
مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|الأكثر قراءة|بیشتر بخوانید|اخبار مرتبط|مطالب مرتبط
یہ بھی پڑھیں|यह भी पढ़ें|ये भी पढ़ें|संबंधित खबरें|xem thêm|đọc thêm|tin liên quan
bài viết liên quan|tin mới nhất|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|baca juga|berita terkait
関連記事|関連ニュース|おすすめ記事|こちらもおすすめ|人気記事|あわせて読みたい|相关阅读|相关新闻|相关文章|推荐阅读
延伸阅读|热门文章|相關新聞|延伸閱讀|관련 기사|관련기사|관련뉴스|많이 본 뉴스|인기 기사
llegeix també|le também|loe ka|lasīt arī|skaitykite taip pat|aqra wkoll|léigh tuilleadh|darllen mwy
lesa meira|lestu meira|aqra iktar|voir aussi|lire également|lee más|leer más|meer lezen
"""

READ_ALSO = """
lire lisez voir écouter découvrez à@lire à@voir: aussi également encore
read see watch listen: also more next too
lesen@sie sehen@sie hören@sie lies lest sieh: auch mehr weiter hier@mehr
lee lea leer vea ver mira consulta: también además más
leggi leggete vedi guarda scopri: anche di@più tutto
leia veja lê ler ver confira saiba: também mais ainda
lees bekijk luister kijk: ook verder meer
czytaj przeczytaj zobacz sprawdź poznaj: także też również więcej dalej
čtěte přečtěte přečtěte@si podívejte@se: také též více dále i
čítajte prečítajte prečítajte@si pozrite: aj tiež viac ďalej
olvassa olvasd olvasson nézze nézd: el@ezt@is ezt@is tovább még@többet meg@ezt@is
citește citeşte citiți vezi vedeți: și şi mai@mult mai@departe și@asta
прочетете четете вижте виж прочети: още също и повече
читайте читай смотрите смотри узнайте: также ещё еще далее больше тоже
читайте читай дивіться дізнайтеся: також ще далі більше
чытайце глядзіце: таксама яшчэ
прочитајте прочитај читајте погледајте: још и такође и@ово више исто@така
pročitajte pročitaj čitajte pogledajte vidi: još i također takođe i@ovo više
preberite preberi berite poglejte: še tudi več
διαβάστε διάβασε δείτε δες: επίσης ακόμη ακόμα και περισσότερα
bunu@da bunları@da: okuyun oku
okumaya: devam@edin devam@et
läs se lyssna: också även mer vidare
les se lytt læs lyt: også mer mere videre
lue katso kuuntele: myös lisää
loe vaata: ka veel lisaks rohkem
lasi lasiet skaties: arī vēl vairāk
skaitykite skaityk žiūrėkite: taip@pat daugiau plačiau
lesið lestu sjá: einnig meira líka
léigh féach: freisin tuilleadh
darllenwch darllen: hefyd mwy ragor
aqra ara: wkoll iktar aktar
lexo lexoni shiko: edhe më@shumë gjithashtu
irakurri ikusi: ere gehiago
le lea ler: tamén máis
llegiu llegeix llegir vegeu: també més
baca lihat simak: juga selengkapnya lainnya
xem đọc: thêm tiếp ngay
basahin: din rin pa
soma: pia zaidi
kyk: ook meer
"""

TAGS = """
archivado en|archiviato in|étiquettes|tags|tag|mots-clés|mots clés|filed under|filed in|keywords
topics|related topics|schlagwörter|schlagworte|stichworte|etiquetas|palabras clave|palavras-chave
parole chiave|tagi|słowa kluczowe|теги|ключевые слова|ключові слова|trefwoorden|avainsanat|címkék
etichete|štítky|etikety|kľúčové slová|ämnesord|emneord|efnisorð|märksõnad|birkas|žymos|oznake
tagovi|ознаке|етикети|ετικέτες|etiketler|etiketes|etiketak|תגיות|كلمات مفتاحية|الكلمات المفتاحية
برچسب‌ها|टैग्स|từ khóa|แท็ก|标签|关键词|關鍵字|タグ|キーワード|태그
"""
