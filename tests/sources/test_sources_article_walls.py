"""Walls in many languages: what stands in an article's place is told from an article about the same."""

from __future__ import annotations

import pytest

from support.article_pages import PARAGRAPHS, TEXT, URL, page, read
from tuinews.model import Page
from tuinews.sources.article import obstacles, read_article

# A heading, what it says, a button.
CONSENT = {
    "ar": ("نحن نهتم بخصوصيتك", "نحن وشركاؤنا نستخدم ملفات تعريف الارتباط لعرض الإعلانات.", "موافق"),
    "bg": (
        "Вашата поверителност",
        "Ние и нашите партньори използваме бисквитки на вашето устройство.",
        "Приемам",
    ),
    "cs": ("Vaše soukromí", "My a naši partneři používáme soubory cookie k zobrazení reklam.", "Souhlasím"),
    "da": (
        "Vi passer på dine data",
        "Vi og vores 94 partnere bruger cookies til at vise annoncer.",
        "Accepter alle",
    ),
    "de": (
        "Ihre Privatsphäre",
        "Wir und unsere Partner speichern Cookies auf Ihrem Gerät.",
        "Alle akzeptieren",
    ),
    "el": ("Το απόρρητό σας", "Εμείς και οι συνεργάτες μας χρησιμοποιούμε cookies.", "Συμφωνώ"),
    "en": (
        "We value your privacy",
        "We and our 812 partners store information, such as cookies.",
        "Accept all",
    ),
    "es": (
        "Tu privacidad",
        "Nosotros y nuestros socios guardamos cookies en tu dispositivo.",
        "Aceptar todo",
    ),
    "fi": ("Tietosuojasi", "Me ja 120 kumppanimme käytämme evästeitä laitteellasi.", "Hyväksy kaikki"),
    "fr": (
        "Continuer avec la publicité",
        "Nos partenaires et nous utilisons des cookies.",
        "Tout accepter",
    ),
    "he": ("הפרטיות שלך", "אנו והשותפים שלנו משתמשים בקובצי cookie במכשיר.", "מסכים"),
    "hi": ("आपकी गोपनीयता", "हम और हमारे साझेदार आपके उपकरण पर कुकी रखते हैं।", "स्वीकार करें"),
    "hu": ("Az Ön adatai", "Mi és 210 partnereink sütiket tárolunk az Ön készülékén.", "Elfogadom"),
    "id": ("Privasi Anda", "Kami dan mitra kami menyimpan cookie di perangkat Anda.", "Terima semua"),
    "it": (
        "La tua privacy",
        "Noi e i nostri partner archiviamo cookie sul tuo dispositivo.",
        "Accetta tutti",
    ),
    "ja": ("プライバシーについて", "当社とパートナーは、端末にクッキーを保存します。", "すべて許可"),
    "ko": ("개인정보 보호", "저희와 파트너는 귀하의 기기에 쿠키를 저장합니다.", "모두 동의"),
    "nb": (
        "Ditt personvern",
        "Vi og våre partnere lagrer informasjonskapsler (cookies) på enheten.",
        "Godta alle",
    ),
    "nl": ("Jouw privacy", "Wij en onze partners plaatsen cookies op je apparaat.", "Alles accepteren"),
    "pl": (
        "Dbamy o Twoją prywatność",
        "My i nasi partnerzy zapisujemy pliki cookies na urządzeniu.",
        "Akceptuję",
    ),
    "pt": (
        "A sua privacidade",
        "Nós e os nossos parceiros guardamos cookies no dispositivo.",
        "Aceitar todos",
    ),
    "ro": (
        "Confidențialitatea ta",
        "Noi și partenerii noștri folosim cookie-uri pe dispozitivul tău.",
        "Sunt de acord",
    ),
    "ru": ("Ваша конфиденциальность", "Мы и наши партнёры используем файлы cookie.", "Принять все"),
    "sv": ("Din integritet", "Vi och våra partner lagrar cookies på din enhet.", "Godkänn alla"),
    "th": ("ความเป็นส่วนตัวของคุณ", "เราและพันธมิตรจัดเก็บคุกกี้บนอุปกรณ์ของคุณ", "ยอมรับ"),
    "tr": ("Gizliliğiniz", "Biz ve ortaklarımız cihazınızda çerez saklıyoruz.", "Tümünü kabul et"),
    "uk": ("Ваша приватність", "Ми та наші партнери зберігаємо файли cookie на пристрої.", "Прийняти"),
    "vi": ("Quyền riêng tư của bạn", "Chúng tôi và đối tác lưu cookie trên thiết bị.", "Chấp nhận"),
    "zh": ("我们重视您的隐私", "我们和合作伙伴在您的设备上存储 Cookie 等信息。", "全部接受"),
    "zh-Hant": ("我們重視您的隱私", "我們和合作夥伴會在您的裝置上儲存 Cookie。", "全部同意"),
}
SCRIPT = {
    "ar": "يرجى تفعيل جافا سكريبت في متصفحك لعرض هذه الصفحة.",
    "cs": "Pro zobrazení stránky si zapněte JavaScript ve svém prohlížeči.",
    "da": "Slå JavaScript til i din browser for at se siden.",
    "de": "Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.",
    "en": "We're sorry but news doesn't work properly without JavaScript enabled. Please enable it.",
    "en, short": "Please enable JS and disable any ad blocker",
    "es": "Active JavaScript en su navegador para ver esta página.",
    "fi": "Ota JavaScript käyttöön selaimessasi, jotta näet sivun.",
    "fr": "Veuillez activer JavaScript pour afficher cette page.",
    "id": "Silakan aktifkan JavaScript di peramban Anda.",
    "it": "Abilita JavaScript nel tuo browser per vedere la pagina.",
    "ja": "このページを見るには、JavaScriptを有効にしてください。",
    "ko": "이 페이지를 보려면 JavaScript를 활성화하세요.",
    "nl": "Schakel JavaScript in om deze pagina te bekijken.",
    "pl": "Włącz obsługę JavaScript w przeglądarce, aby zobaczyć stronę.",
    "pt": "Ative o JavaScript no seu navegador para ver esta página.",
    "ru": "Включите JavaScript в браузере, чтобы увидеть страницу.",
    "sv": "Aktivera JavaScript i din webbläsare för att se sidan.",
    "tr": "Sayfayı görmek için JavaScript'i etkinleştirin.",
    "uk": "Увімкніть JavaScript у браузері, щоб побачити сторінку.",
    "vi": "Vui lòng bật JavaScript trong trình duyệt của bạn.",
    "zh": "请启用 JavaScript 以查看此页面。",
}
ROBOT = {
    "ar": "يرجى التأكيد أنك لست روبوت للمتابعة.",
    "cs": "Potvrďte prosím, že nejste robot.",
    "de": "Bitte bestätigen Sie, dass Sie kein Roboter sind.",
    "en": "Please verify that you are not a robot to go on.",
    "es": "Confirme que no es un robot para continuar.",
    "fr": "Veuillez confirmer que vous n'êtes pas un robot.",
    "it": "Conferma di non essere un robot: dimostra che non sei un robot.",
    "ja": "ロボットではないことを確認してください。",
    "ko": "로봇이 아닙니다를 확인해 주세요.",
    "nl": "Bevestig dat je geen robot bent.",
    "pl": "Potwierdź, że nie jesteś robotem.",
    "pt": "Confirme que você não é um robô.",
    "ru": "Подтвердите, что вы не робот.",
    "sv": "Bekräfta att du inte är en robot.",
    "zh": "请完成验证，证明您不是机器人。",
}
REGION = {
    "ar": "هذا المحتوى غير متاح في بلدك.",
    "de": "Dieser Inhalt ist in Ihrem Land leider nicht verfügbar.",
    "en": "Sorry, this content is not available in your region.",
    "en, law": "You are on this website from a country belonging to the European Economic Area.",
    "es": "Este contenido no está disponible en tu país.",
    "fr": "Ce contenu n'est pas disponible dans votre pays.",
    "it": "Questo contenuto non è disponibile nel tuo paese.",
    "ja": "お住まいの地域ではご利用いただけません。",
    "ko": "해당 국가에서는 이용할 수 없습니다.",
    "nl": "Deze inhoud is niet beschikbaar in jouw land.",
    "pl": "Ta treść jest niedostępna w Twoim kraju.",
    "pt": "Este conteúdo não está disponível no seu país.",
    "ru": "Этот материал недоступен в вашей стране.",
    "sv": "Innehållet är inte tillgängligt: det är inte tillgänglig i ditt land.",
    "tr": "Bu içerik ülkenizde kullanılamıyor.",
    "zh": "您所在的地区无法访问此内容。",
}
AD_BLOCKER = {
    "de": "Bitte deaktivieren Sie Ihren Adblocker, um weiterzulesen.",
    "en": "It looks like you are using an ad blocker. Please turn off your ad blocker.",
    "es": "Desactive su bloqueador de anuncios para seguir.",
    "fr": "Veuillez désactiver votre bloqueur de publicité.",
    "it": "Disattiva il tuo AdBlock per proseguire.",
    "ja": "広告ブロックを解除してください。",
    "ko": "광고 차단 기능을 꺼 주세요.",
    "pl": "Wyłącz AdBlocka, aby czytać dalej.",
    "ru": "Отключите блокировщик рекламы.",
    "zh": "请关闭广告拦截插件。",
}
LOGIN = {
    "de": "Bitte melden Sie sich an, um diese Seite zu sehen.",
    "en": "Please log in to view this page.",
    "es": "Inicie sesión para ver esta página.",
    "fr": "Veuillez vous connecter pour afficher cette page.",
    "it": "Accedi per vedere questa pagina.",
    "ja": "ご覧になるにはログインしてください。",
    "ko": "로그인 후 볼 수 있습니다.",
    "pl": "Zaloguj się, aby zobaczyć tę stronę.",
    "pt": "Faça login para ver esta página.",
    "ru": "Войдите, чтобы увидеть страницу.",
    "zh": "请先登录后再查看本页。",
}
FILES = {
    "a PDF document": b"%PDF-1.4 \x00\x01 ...",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "a sound recording": b"ID3\x04" + bytes(range(256)) * 40,
    "a video": b"\0\0\0 ftypisom" + bytes(range(256)) * 40,
    "an archive or office document": b"PK\x03\x04" + bytes(range(256)) * 40,
    "a file": bytes(range(256)) * 40,
}


def bare(text: str, title: str = "The Paper", around: str = "") -> Page:
    return read(
        f"<html><head><title>{title}</title></head><body><header><a href=/>Home</a> <a href=/w>World</a>"
        f"</header><main><p>{text}</p></main>{around}</body></html>"
    )


@pytest.mark.parametrize("language", CONSENT)
def test_a_question_about_consent_is_one_in_every_language(language: str) -> None:
    heading, said, button = CONSENT[language]
    found = read(
        f"<html lang={language}><head><title>The Paper</title></head><body><main><h1>{heading}</h1>"
        f"<p>{said}</p><button>{button}</button></main></body></html>"
    )
    assert found.obstacle == obstacles.CONSENT
    assert (found.entry.html, found.entry.text) == (None, "")


@pytest.mark.parametrize("language", CONSENT)
def test_a_banner_about_consent_beside_an_article_is_no_obstacle(language: str) -> None:
    heading, said, button = CONSENT[language]
    banner = f"<div class=consent><h2>{heading}</h2><p>{said}</p><a href=#>{button}</a></div>"
    assert read(page(banner)).obstacle == ""
    assert read(page(banner, text=f"<p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p>")).obstacle == ""


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (sentence, said)
        for sentence, table in (
            (obstacles.SCRIPT, SCRIPT),
            (obstacles.ROBOT, ROBOT),
            (obstacles.REGION, REGION),
            (obstacles.AD_BLOCKER, AD_BLOCKER),
            (obstacles.LOGIN, LOGIN),
        )
        for said in table.values()
    ],
)
def test_a_page_that_says_only_what_is_in_the_way_holds_no_article(sentence: str, said: str) -> None:
    found = bare(said)
    assert found.obstacle == sentence
    assert found.entry.html is None
    assert read(page(text=f"<p>{said}</p>{TEXT}")).obstacle == "", "an article that says so, too, is one"


@pytest.mark.parametrize(
    "said",
    [
        "Copyright 2026 News. All rights reserved. Terms. Privacy.",
        "© 2026 Die Zeitung. Alle Rechte vorbehalten.",
        "© Le Journal. Tous droits réservés.",
        "Все права защищены.",
        "版权所有 未经授权不得转载。",
    ],
)
def test_the_line_at_a_pages_end_is_no_article(said: str) -> None:
    assert bare(said).obstacle == obstacles.EMPTY
    waiting = "<div id=app>Loading...</div><script src=a.js></script>"
    assert bare(said, around=waiting).obstacle == obstacles.SCRIPT


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_called_what_it_is(kind: str) -> None:
    found = read_article(FILES[kind], url=URL)
    assert found.obstacle == f"The address leads to {kind} and not to a page."
    assert (found.entry.title, found.entry.html) == ("", None)


def test_what_is_sent_as_a_file_and_begins_as_a_page_is_a_page() -> None:
    sent = page().encode()
    assert read_article(sent, url=URL, content_type="application/pdf").obstacle == ""
    assert "PDF" in read_article(b"not a page", url=URL, content_type="application/pdf").obstacle


@pytest.mark.parametrize(
    "text",
    [
        "Regulators want fewer cookie banners. A draft law lets browsers answer for people, once for all.",
        "A robot has learned to fold shirts. It does so slowly, but it never tires, its makers say.",
        "The film is not to be seen in Denmark, where its maker was born. It opens in Sweden on Friday.",
        "The harbour's new site runs on JavaScript alone. Sailors say it is slow. The council does not.",
        "Die Zustimmung im Rat war groß: Alle stimmten für den neuen Kai, der 2027 fertig sein soll.",
        "议会周二同意了新码头的预算。反对派说费用太高，市长则认为这是必要的投资，工程将于明年春天开始，预计两年内完工。",
    ],
)
def test_a_note_of_two_sentences_about_such_things_is_an_article(text: str) -> None:
    banner = "<div class=cookie-banner><p>We use cookies. Accept all cookies. Cookie settings.</p></div>"
    assert bare(text, around=banner).obstacle == ""
