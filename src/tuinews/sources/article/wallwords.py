"""What a page says where it shows something else in its article's place, in the languages it says it in.

``share_of`` tells how much of what was found on a page are sentences of that kind: an article about cookies
has such sentences, too, a question about cookies nothing else.
"""

from __future__ import annotations

import re

from tuinews.text.alternatives import alternatives
from tuinews.text.length import reading_length

_SENTENCE_END = re.compile(r"(?<=[.!?؟।։])\s+|(?<=[。！？])|\n+")

# Of what a question about consent speaks in any case: what is kept on a device, and what it is kept for.
_COOKIES = r"""
    cookie | \btracking | traceurs | gdpr | dsgvo | rgpd | \beväste | vafrakök | ciastecz | sütik | süti\b |
    \bкуки | \bкукі | бисквитк | kolačić | sutikim | slapuk | sīkdat | küpsis | çerez | ملفات تعريف الارتباط
    | الكوكيز | کوکی | עוגיות | คุกกี้ | कुकी | クッキー | 쿠키 | personal(?:ised|ized|ise|ize)
    (?:ads|advertising|content) | personal data | information on a device | personenbezogene daten | données
    personnelles | datos personales | dados pessoais | dati personali | persoonsgegevens | dane osobowe |
    danych osobowych | osobní(?:ch|mi)? údaj | персональн\w+ (?:данн|дан) | البيانات الشخصية |
    个人(?:信息|数据) | 個人(?:資料|情報) | 개인 ?정보
"""
# What it asks for; others ask for it, too.
_CONSENT = r"""
    \bconsent | privacy (?:policy|choices|settings) | einwilligung | zustimm | akzeptieren und weiter |
    consentement | accepter (?:et|les) | consentimiento | aceptar | consentimento | aceitar | consenso |
    toestemming | samtyck | samtykke | suostumu | zgod[ayęą]\b | souhlas | súhlas | hozzájárul |
    consimțământ | συγκατάθεσ | согласи | згод[аиу]\b | съгласи | piekrišan | nõusolek | pristan |
    onay[ıi]n?ız | موافقت | persetujuan | đồng ý | ความยินยอม | सहमति | 同意 | 동의
"""
# What it says of itself and to its reader.
_CONSENT_VOICE = r"""
    we (?:value|care about|respect) your privacy | your privacy | we and our | our (?:\d+ )?partners | we
    (?:and \w+ )?use cookies | your consent | this (?:web)?site uses cookies | uses? cookies to | wir und
    unsere | unsere(?:n|r)? (?:\d+ )?partner | ihre (?:privatsphäre|zustimmung|einwilligung) | wir
    (?:nutzen|verwenden|setzen) | mit werbung weiter | nous et nos | nos (?:\d+ )?partenaires | votre (?:vie
    privée|consentement|accord|confidentialité) | nous utilisons | nosotros y nuestros | nuestros (?:\d+
    )?socios | su (?:privacidad|consentimiento) | tu (?:privacidad|consentimiento) | utilizamos (?:\w+
    )?cookies | usamos cookies | nós e os nossos | (?:os )?nossos (?:\d+ )?parceiros | (?:sua|tua)
    privacidade | noi e i nostri | nostri (?:\d+ )?partner | la tua privacy | il tuo consenso | utilizziamo
    | wij en onze | onze (?:\d+ )?partners | (?:jouw|uw|je) (?:privacy|toestemming) | (?:wij|we) gebruiken |
    vi och våra | våra (?:\d+ )?partner | vi använder | vi og våre | våre (?:\d+ )?partnere | vi og vores |
    vores (?:\d+ )?(?:samarbejds)?partnere | vi bruk(?:er)? | vi bruger | me ja (?:\d+ )?kumppanimme |
    kumppanimme | käytämme | my i nasi | nasi (?:zaufani )?(?:\d+ )?partnerzy | naszych partnerów |
    (?:twoj\w+|twoją|państwa) (?:prywatność|zgod\w) | używamy | my a naši | naši(?:mi|ch)? (?:\d+ )?partne |
    používáme | vaše? (?:soukromí|súkromie|souhlas) | mi és (?:\d+ )?partnereink | partnereink | az ön | noi
    și | partenerii noștri | folosim | εμείς και οι | συνεργάτες μας | χρησιμοποιούμε | мы (?:и
    наши|используем) | наши(?:ми)? партн | вашей? (?:конфиденциальност|приватн)\w* | ми (?:та
    наші|використовуємо) | ние и нашите | използваме | mi i naši | koristimo | mes ir mūsų | naudojame | mēs
    un mūsu | izmantojam | me ja meie | kasutame | biz ve | ortaklarımız | kullanıyoruz | gizliliğiniz | نحن
    وشركا | نستخدم | خصوصيتك | ما و شرکا | استفاده می‌?کنیم | אנו (?:והשותפים|משתמשים) | kami dan mitra |
    kami menggunakan | privasi anda | chúng tôi (?:và|sử dụng) | quyền riêng tư của bạn | เราและ | เราใช้ |
    ความเป็นส่วนตัวของคุณ | हम और हमारे | आपकी गोपनीयता | 我们(?:和|及|与|使用|重视) |
    我們(?:和|及|與|使用|重視) | 您的(?:隐私|隱私|同意) | 当社 | 弊社 | 当サイト | お客様の |
    (?:저희|당사|우리)(?:와|는|의)? | 귀하의
"""
# What it has on its buttons.
_CONSENT_QUESTIONS = r"""
    accept (?:all|and|cookies) | agree and | i agree | before you continue | reject all | decline all |
    allow all | manage (?:options|settings|preferences|cookies) | alle akzeptieren | akzeptieren und | alle
    ablehnen | einverstanden | zustimmen und | mit werbung weiterlesen | pur-abo | tout accepter | tout
    refuser | accepter et | accepter tout | continuer sans accepter | continuer avec (?:la )?publicité |
    aceptar (?:todo|y|cookies) | rechazar todo | aceitar (?:todos|tudo|e) | rejeitar | accetta
    (?:e|tutti|tutto) | rifiuta tutto | alles accepteren | accepteren en | akkoord | godkänn alla |
    acceptera alla | godta alle | accepter alle | tillad alle | hyväksy kaikki | akceptuj | zgadzam się |
    przejdź do serwisu | přijmout vše | souhlasím | prijať všetk | súhlasím | elfogad | acceptă
    (?:tot|toate) | sunt de acord | αποδοχή | συμφωνώ | принять (?:все|и) | согласен | прийняти | погоджуюся
    | приемам | prihvati | sutinku | piekrītu | nõustun | kabul e[td] | tümünü kabul | موافق | قبول | پذیرش
    | אישור | מסכים | terima semua | setuju | chấp nhận | ยอมรับ | स्वीकार | 同意して |
    すべて(?:同意|許可|受け入れ) | 接受(?:所有|全部|并) | 接受並 | 同意并 | 同意並 | 全部同意 | 전체 ?동의 |
    모두 (?:동의|허용|수락) | 동의합니다
"""
_SCRIPTS = r"""
    (?:enable|activate|turn on|switch on|requires?|needs?|without|please use|allow) (?:to )?(?:enable |run
    )?(?:java ?script|js\b) | (?:java ?script|\bjs) (?:is|must|to be|has been|not)
    (?:required|enabled|disabled|turned|be enabled|supported|available) | javascript (?:aktivieren|ist
    (?:nicht )?(?:de)?aktiviert|deaktiviert|zu aktivieren) | aktivieren sie (?:bitte )?javascript | ohne
    javascript | (?:activer|activez|sans|nécessite) (?:le )?javascript | javascript est
    (?:désactivé|requis|nécessaire) |
    (?:activar?|active|activa|habilit[ae]r?|habilite|necesita|requiere|sin) (?:el )?javascript | javascript
    (?:está )?(?:desactivado|deshabilitado|desativado) | (?:ativar?|ative|sem) (?:o )?javascript |
    (?:abilit[ai]|abilitare|attiva(?:re)?|senza) javascript | javascript (?:è )?disabilitato | javascript
    (?:in te schakelen|inschakelen|is uitgeschakeld) | schakel javascript in | zonder javascript | aktivera
    javascript | utan javascript | (?:aktiver|slå på|slå) javascript | uden javascript | uten javascript |
    javascript(?:in|ia)? (?:käyttöön|ei ole|on pois) | (?:włącz|włączenia|wymaga|obsługi|bez) (?:obsługę
    )?javascript | (?:zapnout|zapněte|povolte|vyžaduje|bez) (?:si )?javascript | zapnite javascript |
    (?:kapcsolja be|engedélyezze) a javascript | javascript engedélyez | activați javascript |
    ενεργοποιήσ\w+ (?:τη[νς]? )?javascript |
    (?:включите|включить|включён|требуется|требует|без|поддержк[ау]) javascript | javascript
    (?:отключ|выключ) | (?:увімкніть|увімкнути|потрібен) javascript | включете javascript | omogućite
    javascript | įjunkite javascript | ieslēdziet javascript | lubage javascript | javascript['’]?[iıe]?
    (?:etkinleştir|gerekli|devre dışı) | (?:تفعيل|تمكين|يتطلب) (?:الجافا ?سكريبت|جافا ?سكريبت|javascript) |
    javascript را فعال | (?:להפעיל|הפעל) (?:את )?javascript | aktifkan javascript | mengaktifkan javascript
    | bật javascript | เปิด(?:ใช้งาน)? ?javascript | javascript (?:सक्षम|चालू) | javascript
    ?(?:を有効|が無効|をオン) | (?:启用|开启|啟用|開啟|打开|需要) ?javascript | javascript ?(?:를|을|가)
    ?(?:활성화|사용|켜|비활성)
"""
_ROBOTS = r"""
    verify(?:ing)? (?:that )?you(?: a|')re (?:a |not a )?(?:human|robot) | are you (?:a )?(?:human|robot) |
    you(?: a|')re not a (?:robot|bot) | unusual (?:traffic|activity) from | checking (?:if the site
    connection is secure|your browser) | enable javascript and cookies to continue | complete the
    (?:captcha|security check) | review the security of your connection | automated
    (?:access|requests|queries) | (?:dass )?sie (?:kein roboter|ein mensch) sind | kein(?:e)? robot |
    ungewöhnliche(?:n|r)? (?:datenverkehr|aktivität) | (?:n['’]êtes|n['’]es|suis) pas un robot |
    êtes(?:-vous)? (?:bien )?(?:un )?humain | trafic inhabituel | (?:no (?:eres|es|soy)|no sea) un robot |
    (?:eres|es usted) humano | tráfico inusual | (?:não é|não sou) um robô | (?:é|você é) humano | non
    (?:sei|sono) un robot | (?:sei|essere) umano | geen robot | een mens bent | inte är en robot | inte en
    robot | ikke en robot | ikke er en robot | et ole robotti | et(?:te)? ole robotti | nie jestem robotem |
    nie jesteś robotem | jesteś człowiekiem | nejste robot | nejsem robot | nie ste robot | nem (?:vagy |ön
    )?robot | nu (?:ești|sunteți) (?:un )?robot | δεν είστε ρομπότ | не робот | вы человек | не робот | ви
    не робот | niste robot | nesate robotas | neesat robots | ole robot | robot olmadığınız | robot değil |
    لست (?:روبوت|برنامج) | ربات نیستید | אינך רובוט | bukan robot | không phải (?:là )?(?:người máy|robot) |
    ไม่ใช่(?:หุ่นยนต์|โรบอท|บอท) | रोबोट नहीं | ロボットではない | 人間であること | 不是(?:机器人|機器人) |
    人机(?:验证|身份) | 人機驗證 | 安全验证 | 请完成验证 | 访问过于频繁 | 로봇이 아(?:닙|닌|님)
"""
_REGIONS = r"""
    (?:unavailable|not available|blocked|restricted) (?:for|due to) legal reasons |
    (?:not|un|isn['’]t|n['’]t) ?(?:currently )?(?:be )?(?:available|accessible|accessed) (?:\w+
    ){0,4}(?:in|to|from|for) (?:\w+ ){0,3}(?:your|this) (?:current
    )?(?:country|region|location|area|geograph) | from a country belonging to the european |
    (?:outside|within) (?:of )?the (?:european|eu\b|eea\b|u\.?s|united) .{0,60}(?:not
    (?:available|accessible)|unavailable|cannot be) | geo-?(?:blocked|restricted) | (?:in ihrem|in deinem)
    (?:land|region) (?:leider )?nicht verfügbar | in ihrer region | n['’]est pas (?:disponible|accessible)
    dans votre (?:pays|région) | no está disponible en (?:su|tu) (?:país|región|ubicación) | não está
    disponível (?:no seu país|na sua região|em seu país) | non è disponibile nel (?:tuo|suo) paese | non
    disponibile nel(?:la)? (?:tuo|tua) | niet (?:beschikbaar in (?:jouw|uw|je) (?:land|regio)) | inte
    tillgänglig i (?:ditt|din) | ikke tilgjengelig i (?:ditt|din) | ikke tilgængelig i (?:dit|din) | ei ole
    (?:katsottavissa|saatavilla) (?:maassasi|alueellasi) | niedostępn\w+ w (?:twoim|państwa)
    (?:kraju|regionie) | není (?:ve vaší zemi|ve vašem regionu) | nem (?:érhető|elérhető) el (?:az ön|a te)?
    ?(?:országában|régiójában) | nu este disponibil\w* în (?:țara|regiunea) | недоступ(?:ен|н\w*)
    (?:в|на|для) (?:ваш(?:ей|ем|его|ому)|вашого) (?:стран|регион|територ)\w* | недоступ(?:ний|н\w*) у ваш\w+
    (?:країні|регіоні) | (?:ülkenizde|bölgenizde) (?:kullanılamıyor|mevcut değil|görüntülen) | غير متاح\w*
    في (?:بلدك|منطقتك) | tidak tersedia di (?:negara|wilayah) anda | không (?:khả dụng|có sẵn) (?:ở|tại)
    (?:quốc gia|khu vực) | ไม่(?:สามารถใช้งาน|พร้อมใช้งาน|มีให้บริการ)ในประเทศ | お住まいの(?:国|地域)で |
    (?:国|地域)からは?(?:ご利用|ご覧|アクセス) | 您所在的(?:国家|地区|國家|地區|区域) | (?:해당|귀하의|거주)
    ?(?:국가|지역)에서(?:는)? (?:이용|사용|시청)
"""
_AD_BLOCKERS = r"""
    (?:disable|turn off|switch off|deactivate|pause|whitelist|using an?|detected|have an?|your) (?:\w+
    ){0,3}ad ?-?block(?:er|ing)? | ad ?-?block(?:er|ing)? (?:detected|(?:is|has been)
    (?:on|active|enabled|detected)) | (?:ad|werbe)-?blocker (?:\w+
    )?(?:deaktivieren|ausschalten|aktiv|erkannt) | deaktivieren sie (?:bitte )?(?:ihren
    )?(?:ad|werbe)-?blocker | (?:désactive[rz]|désactivation de) (?:\w+ )?bloqueur | bloqueur de publicité |
    bloqueador de (?:anuncios|publicidad|anúncios) | blocco degli annunci | disattiva\w* .{0,12}ad-?block\w*
    | ad-?blocker uit | schakel je ad-?blocker | annonsblockerare | annonseblokker\w* | reklameblokker\w* |
    mainos(?:ten)?esto\w* | (?:wyłącz\w*|blokad\w+) (?:\w+ )?(?:adblock\w*|reklam) | vypněte (?:si )?ad
    ?block\w* | blokování reklam | (?:hirdetés|reklám)blokkoló\w* | блокировщик\w* рекламы | блокувальник\w*
    реклами | (?:отключите|вимкніть) ad ?block\w* | reklam engelleyici\w* | مانع الإعلانات | pemblokir iklan
    | chặn quảng cáo | 広告ブロック(?:ブロッカー)? | (?:广告|廣告)(?:拦截|屏蔽|攔截|封鎖) | 광고 ?차단
"""
_LOGINS = r"""
    (?:please )?(?:log|sign) ?in (?:\w+ ){0,3}to (?:continue|read|view|see|access) | you (?:must|need
    to|have to) (?:be logged in|log ?in|sign ?in) | (?:bitte )?(?:melden sie sich|melde dich|loggen sie
    sich) (?:\w+ ){0,3}(?:an|ein)\b | (?:veuillez|vous devez) vous (?:connecter|identifier) |
    (?:connectez|identifiez)-vous pour | inicie? sesión para | debes? iniciar sesión | faça login para |
    inicie sessão para | accedi per | effettua il login | log in om | meld je aan om | logga in för att |
    logg inn for å | log ind for at | kirjaudu sisään | zaloguj się,? aby | pro (?:pokračování|čtení) se
    (?:přihlaste|přihlásit) | přihlaste se | jelentkezzen be | conectați-vă pentru | συνδεθείτε για |
    (?:войдите|авторизуйтесь)(?:,|\sв) | увійдіть(?:,|\sдо) | giriş yap(?:ın|malısınız|manız) | (?:يرجى |يجب
    )?تسجيل الدخول | silakan (?:masuk|login) | đăng nhập để | กรุณาเข้าสู่ระบบ | ログインして(?:ください|続)
    | 请(?:先)?登录 | 請(?:先)?登入 | 登录后(?:查看|阅读) | 로그인 ?(?:후|이 필요|해 ?주)
"""
# What stands at the end of every page, and what stands in its middle until a script has run.
_LEGAL = r"""
    all rights reserved | copyright | © | \(c\) ?\d{4} | alle rechte vorbehalten | tous droits réservés |
    todos los derechos reservados | todos os direitos reservados | tutti i diritti riservati | alle rechten
    voorbehouden | med ensamrätt | alle rettigheter | alle rettigheder | kaikki oikeudet | wszelkie prawa |
    všechna práva | všetky práva | minden jog fenntartva | toate drepturile | με επιφύλαξη | все права
    защищены | всі права захищені | всички права | sva prava | visos teisės | tüm hakları | جميع الحقوق | כל
    הזכויות | hak cipta | bản quyền | สงวนลิขสิทธิ์ | 版权所有 | 版權所有 | 著作権 | 無断(?:転載|複製) |
    저작권 | 무단 ?전재 | \bloading\b | wird geladen | chargement | cargando | carregando | caricamento |
    bezig met laden | ładowanie | načítání | загрузка | завантаження | yükleniyor | جاري التحميل | 加载中 |
    載入中 | 読み込み中 | 로딩 | terms(?: of (?:use|service))?\.?\Z | privacy(?: policy)?\.?\Z
"""


def _table(phrases: str) -> re.Pattern[str]:
    return re.compile(alternatives(phrases))


COOKIES = _table(_COOKIES)
CONSENT = _table(_CONSENT)
VOICE = _table(_CONSENT_VOICE)
QUESTIONS = _table(_CONSENT_QUESTIONS)
SCRIPTS = _table(_SCRIPTS)
ROBOTS = _table(_ROBOTS)
REGIONS = _table(_REGIONS)
AD_BLOCKERS = _table(_AD_BLOCKERS)
LOGINS = _table(_LOGINS)
LEGAL = _table(_LEGAL)


def says(text: str, table: re.Pattern[str]) -> bool:
    """Whether a text has a phrase of the table."""
    return bool(table.search(text.lower()))  # half the time of a pattern that ignores case


def share_of(text: str, *tables: re.Pattern[str]) -> float:
    """The part of a text, 0 to 1, that are sentences with a phrase of one of the tables."""
    whole = said = 0.0
    for sentence in _SENTENCE_END.split(text.lower()):
        length = reading_length(sentence)
        whole += length
        if any(table.search(sentence) for table in tables):
            said += length
    return said / whole if whole else 0.0
