"""The words with which pages label a fact, in many languages: one table for each fact."""

from __future__ import annotations

from tuinews.text.alternatives import phrases

WORDS = {
    "author": """
        author | authors | writer | written by | text by | words by | reporter | autor | autorin | autoren |
        verfasser | verfasserin | auteur | auteure | auteurs | autora | autores | autore | autori | автор |
        авторы | autorzy | yazar | forfatter | författare | kirjoittaja | penulis | tác giả | 作者 | 作 者 |
        记者 | 撰文 | 撰稿 | 通讯员 | 本报记者 | 本网记者 | 執筆 | 執筆者 | 著者 | 筆者 | 글쓴이 | 작성자 |
        기자 | 記者 | 本報記者 | 特約記者 | 撰寫 | 特约记者 | 见习记者 | 文字记者 | 采写 | 采写记者 |
        الكاتب | लेखक
    """,
    "origin": """
        origin | source | sources | article source | original source | quelle | quellen | fuente | fuentes |
        fonte | fonti | источник | bron | źródło | zdroj | kaynak | kilde | källa | lähde | nguồn | sumber
        | forrás | sursă | sursa | izvor | πηγή | 来源 | 来 源 | 來源 | 出处 | 稿源 | 稿件来源 | 文章来源
        | 信息来源 | 新闻来源 | 消息来源 | 来源单位 | 转载自 | 資料來源 | 出典 | 提供元 | 出所 | 출처 |
        자료제공 | المصدر | स्रोत
    """,
    "published": """
        time of issue | date of issue | issue date | issue time | release time | release date | published |
        published on | published at | publish date | publish time | publication date | date published |
        date | posted | posted on | pubdate | datum | veröffentlicht | veröffentlicht am | erschienen |
        erschienen am | erstellt | publié | publié le | date de publication | date de parution | fecha |
        fecha de publicación | publicado | publicado el | publicado em | data de publicação | data | data di
        pubblicazione | pubblicato | pubblicato il | дата | дата публикации | опубликовано | data
        publikacji | opublikowano | publikováno | gepubliceerd | gepubliceerd op | publisert | publicerad |
        udgivet | julkaistu | yayınlanma | yayın tarihi | tarih | yayın | tanggal | ngày đăng | 发布时间 |
        发布日期 | 发布于 | 发表时间 | 发表日期 | 发稿时间 | 上传时间 | 添加时间 | 时间 | 时 间 | 日期 |
        发文日期 | 成文日期 | 發布時間 | 發布日期 | 公開日 | 公開日時 | 掲載日 | 投稿日 | 配信日 | 作成日
        | 작성일 | 등록일 | 입력 | 게시일 | تاريخ النشر
    """,
    "updated": """
        updated | updated on | updated at | last updated | last update | last modified | update time | date
        modified | aktualisiert | aktualisiert am | zuletzt aktualisiert | geändert | stand | mis à jour |
        mis à jour le | modifié le | actualizado | actualizado el | atualizado | atualizado em |
        aggiornato | aggiornato il | обновлено | изменено | aktualizacja | zaktualizowano | aktualizováno |
        bijgewerkt | oppdatert | uppdaterad | opdateret | päivitetty | güncelleme | güncellenme | 更新时间 |
        更新日期 | 修改时间 | 最后更新 | 更新於 | 更新日 | 更新日時 | 最終更新 | 수정 | 수정일 | 최종수정 |
        آخر تحديث
    """,
    "views": """
        views | view | page views | pageviews | view count | hits | reads | visits | read count | times
        read | aufrufe | zugriffe | gelesen | klicks | vues | lectures | visites | nombre de vues |
        visitas | vistas | visite | lecturas | visualizações | visualizzazioni | letture | просмотров |
        просмотры | прочитано | количество просмотров | weergaven | gelezen | wyświetleń | wyświetlenia |
        odsłony | zobrazení | přečteno | görüntülenme | okunma | lượt xem | dilihat | 浏览次数 | 浏览量 |
        浏览数 | 浏览 | 阅读 | 阅读量 | 阅读数 | 阅读次数 | 点击 | 点击数 | 点击量 | 点击率 | 点击次数 |
        访问量 | 访问次数 | 人气 | 围观 | 瀏覽次數 | 瀏覽量 | 點閱數 | 閲覧数 | アクセス数 | 조회수 | 조회
        | المشاهدات
    """,
    "labels": """
        category | categories | column | section | tags | tag | topics | topic | keywords | filed under |
        posted in | kategorie | kategorien | rubrik | schlagwörter | schlagworte | themen | stichworte |
        catégorie | catégories | rubrique | mots-clés | thèmes | categoría | categorías | etiquetas |
        sección | temas | categoria | categorie | categorias | seção | sezione | argomenti | рубрика |
        категория | категории | теги | метки | темы | ключевые слова | kategoria | tagi | rubriek |
        trefwoorden | štítky | kategori | etiketler | emner | ämnen | 分类 | 类别 | 栏目 | 所属栏目 |
        所属分类 | 文章分类 | 标签 | 关键词 | 關鍵字 | 分類 | 標籤 | カテゴリー | カテゴリ | タグ |
        キーワード | 카테고리 | 태그 | 분류 | الوسوم
    """,
    "editors": """
        editor | editors | edited by | responsible editor | responsible editors | managing editor |
        executive editor | redakteur | redakteurin | redakteure | redigiert von | rédacteur | rédactrice |
        édité par | editado por | redactor | redactora | редактор | редакторы | redaktor | redaktör |
        redaktør | eindredactie | a cura di | 编辑 | 编 辑 | 责任编辑 | 责 编 | 责编 | 本期编辑 | 网络编辑 |
        實習編輯 | 編輯 | 責任編輯 | 責編 | 文字编辑 | 編集 | 編集者 | 편집 | 편집자
    """,
}
FACTS = {word: fact for fact, table in WORDS.items() for word in phrases(table)}
"""The fact that a label names, by the label in small letters."""
