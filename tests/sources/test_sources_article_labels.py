"""Lines of a page that name a fact are read in every language of the table."""

from __future__ import annotations

import pytest

from support.article_pages import PARAGRAPHS, TEXT, entry, page, read
from tuinews.sources.article.labellines import is_label_line, read_labels
from tuinews.sources.article.labelwords import FACTS
from tuinews.sources.article.people import names_in, with_origin

AUTHORS = [
    "Author: Ann Mole",
    "Autor: Ann Mole",
    "Autorin: Ann Mole",
    "Auteur : Ann Mole",
    "Autore: Ann Mole",
    "Автор: Ann Mole",
    "作者：Ann Mole",
    "记者：Ann Mole",
    "記者：Ann Mole",
    "采写：Ann Mole",
    "執筆：Ann Mole",
    "글쓴이: Ann Mole",
    "الكاتب: Ann Mole",
]
ORIGINS = [
    "Origin: Coast Wire",
    "Source: Coast Wire",
    "Quelle: Coast Wire",
    "Fuente: Coast Wire",
    "Fonte: Coast Wire",
    "Источник: Coast Wire",
    "来源：Coast Wire",
    "文章来源： Coast Wire",
    "出典：Coast Wire",
    "출처: Coast Wire",
    "Bron: Coast Wire",
    "Źródło: Coast Wire",
    "Kaynak: Coast Wire",
    "المصدر: Coast Wire",
]
DATES = [
    "Time of issue: 2026-11-23",
    "Published: 23 November 2026",
    "Datum: 23.11.2026",
    "Fecha: 23/11/2026",
    "Дата публикации: 23.11.2026",
    "发布时间：2026-11-23",
    "时间：2026年11月23日",
    "公開日：2026年11月23日",
    "작성일: 2026-11-23",
    "Tarih: 23.11.2026",
    "Datum: 23. listopadu 2026",
    "Fecha: 23 de noviembre de 2026",
    "Published 23 November 2026",
    "Veröffentlicht am 23.11.2026",
    "Publié le 23 novembre 2026",
    "Pubblicato il 23 novembre 2026",
    "입력 2026.11.23",
]
VIEWS = [
    "Views: 1,234",
    "Hits: 1234",
    "Aufrufe: 1.234",
    "Vues : 1 234",
    "Visitas: 1234",
    "Просмотров: 1234",
    "浏览次数：1234",
    "浏览量：1234",
    "阅读：1234",
    "点击：1234次",
    "閲覧数：1234",
    "조회수: 1,234",
    "조회수 1,234",
    "点击数：1234 次",
    "1,234 views",
    "1234次浏览",
]
LABELS = [
    "Categories: Harbour, Cranes",
    "Kategorien: Harbour, Cranes",
    "Rubrik: Harbour, Cranes",
    "Categorías: Harbour, Cranes",
    "Рубрика: Harbour, Cranes",
    "分类：Harbour、Cranes",
    "栏目：Harbour，Cranes",
    "カテゴリー：Harbour、Cranes",
    "카테고리: Harbour, Cranes",
]
EDITORS = [
    "Editors: Cy Owl, Di Fox",
    "Responsible editor: Cy Owl, Di Fox",
    "Redakteure: Cy Owl und Di Fox",
    "Редактор: Cy Owl, Di Fox",
    "责任编辑：Cy Owl、Di Fox",
    "编辑：Cy Owl，Di Fox",
    "編集：Cy Owl、Di Fox",
]


@pytest.mark.parametrize("line", AUTHORS)
def test_an_author(line: str) -> None:
    assert entry(page(above=f"<div><span>{line}</span></div>")).author == "Ann Mole"


@pytest.mark.parametrize("line", ORIGINS)
def test_an_origin(line: str) -> None:
    assert entry(page(above=f"<ul><li>{line}</li></ul>")).origin == "Coast Wire"


@pytest.mark.parametrize("line", DATES)
def test_a_time_of_issue(line: str) -> None:
    assert entry(page(above=f"<p>{line}</p>")).published == "2026-11-23"


@pytest.mark.parametrize("line", VIEWS)
def test_a_count_of_views(line: str) -> None:
    assert entry(page(above=f"<p>{line}</p>")).page_views == 1234


@pytest.mark.parametrize("line", LABELS)
def test_labels(line: str) -> None:
    assert entry(page(above=f"<p>{line}</p>")).labels == ("Harbour", "Cranes")


@pytest.mark.parametrize("line", EDITORS)
def test_editors(line: str) -> None:
    assert entry(page(text=f"{TEXT}<p>({line})</p>")).editors == ("Cy Owl", "Di Fox")


@pytest.mark.parametrize("line", ["Updated: 2026-11-24", "Aktualisiert: 24.11.2026", "更新时间：2026-11-24"])
def test_an_update(line: str) -> None:
    assert entry(page(above=f"<p>Date: 2026-11-23</p><p>{line}</p>")).updated == "2026-11-24"


def test_one_line_names_several_facts() -> None:
    found = read_labels(["2026-11-23 10:08 来源：海岸通讯社 作者：张三 浏览次数：12 责任编辑：李四 王五"], "")
    assert found.origin == "海岸通讯社"
    assert found.authors == ["张三"]
    assert found.views == 12
    assert found.editors == ["李四", "王五"]


def test_a_value_in_an_element_of_its_own_belongs_to_its_label() -> None:
    assert entry(page(above='<li>Views:<span id="hits">0</span></li>')).page_views == 0


@pytest.mark.parametrize(
    ("line", "author", "origin", "stamps", "views"),
    [
        (
            "2023年04月05日08:30 来源: 人民日报 记者 张三 点击数：56 次 字号：大 中 小",
            "张三", "人民日报", ("2023-04-05T08:30:00Z",), 56,
        ),
        ("2023-04-05 08:30 来源：人民日报 大 中 小", None, "人民日报", ("2023-04-05T08:30:00Z",), None),
        ("記者：張三 來源：中央社 發布時間：2024-03-05 瀏覽次數：17", "張三", "中央社", ("2024-03-05",), 17),
        (
            "기자: 홍길동 | 입력 2024.03.05 14:30 | 수정 2024.03.06 09:00 | 조회수 17",
            "홍길동", None, ("2024-03-05T14:30:00Z", "2024-03-06T09:00:00Z"), 17,
        ),
        (
            "By Jane Roe, Coast Wire | 5 March 2024, 2:30 pm",
            "Jane Roe", "Coast Wire", ("2024-03-05T14:30:00Z",), None,
        ),
        (
            "Published 5 Mar 2024 14:30 GMT | Updated 6 Mar 2024 09:00 GMT",
            None, None, ("2024-03-05T14:30:00Z", "2024-03-06T09:00:00Z"), None,
        ),
        (
            "Autor: Hans Müller / Quelle: dpa / Veröffentlicht am 05.03.2024 um 14:30 Uhr / Aufrufe: 17",
            "Hans Müller", "dpa", ("2024-03-05T14:30:00Z",), 17,
        ),
        ("Do 25.04.24 | 14:07 Uhr | Von Eva Roe", "Eva Roe", None, ("2024-04-25T14:07:00Z",), None),
        (
            "Par Jean Dupont — Publié le 5 mars 2024 à 14h30, mis à jour le 6 mars 2024",
            "Jean Dupont", None, ("2024-03-05T14:30:00Z", "2024-03-06"), None,
        ),
        ("Auteur : Jean Dupont — Source : AFP — Vues : 17", "Jean Dupont", "AFP", (), 17),
        (
            "Por Juan Pérez — Fuente: EFE — Fecha: 5 de marzo de 2024 — Visitas: 17",
            "Juan Pérez", "EFE", ("2024-03-05",), 17,
        ),
        (
            "Автор: Иван Петров | Источник: ТАСС | 05.03.2024 14:30 | Просмотры: 17",
            "Иван Петров", "ТАСС", ("2024-03-05T14:30:00Z",), 17,
        ),
        (
            "Autore: Mario Rossi | Fonte: ANSA | Pubblicato il 5 marzo 2024 | Visite: 17",
            "Mario Rossi", "ANSA", ("2024-03-05",), 17,
        ),
        (
            "Yazar: Ali Veli | Kaynak: AA | Tarih: 05.03.2024 | Okunma: 17",
            "Ali Veli", "AA", ("2024-03-05",), 17,
        ),
        ("Autor: Jan Novák | Zdroj: ČTK | Datum: 5. března 2024", "Jan Novák", "ČTK", ("2024-03-05",), None),
        (
            "Datum: 19.11.2021 Autor: Fritz Imhof Quelle: Livenet",
            "Fritz Imhof", "Livenet", ("2021-11-19",), None,
        ),
        ("By Emily Burack 8 January 2020, 3:51 pm", "Emily Burack", None, ("2020-01-08T15:51:00Z",), None),
        ("By Erin Cunningham March 18 at 3:57 PM Follow @erin", "Erin Cunningham", None, (), None),
        ("ByJ.R. Stone", "J.R. Stone", None, (), None),
    ],
)  # fmt: skip
def test_a_line_above_the_text_gives_each_fact_in_it_and_is_not_of_the_text(
    line: str, author: str | None, origin: str | None, stamps: tuple[str, ...], views: int | None
) -> None:
    found = entry(page(above=f"<p class='meta'>{line}</p>"))
    assert (found.author, found.origin, found.page_views) == (author, origin, views)
    assert tuple(filter(None, (found.published, found.updated))) == stamps
    inside = entry(page(text=f"<div>{line}</div>{TEXT}"))
    assert inside.text == "\n".join(PARAGRAPHS)


def test_a_label_line_stays_in_the_text_where_it_stands_behind_it() -> None:
    assert entry(page(text=f"{TEXT}<p>(Editor: Cy Owl)</p>")).text.endswith("(Editor: Cy Owl)")


@pytest.mark.parametrize(
    "line",
    [
        "Source: The harbour master says that nobody had expected so many people on that one grey morning.",
        "Views: 3 songs that everybody on the quay should know by heart",
        "He said it, source: a friend.",
        "The crane was updated 6 March 2024 and everybody came to look at it, said the harbour master.",
    ],
)
def test_a_sentence_is_no_label_line(line: str) -> None:
    assert not is_label_line(line)
    assert line in entry(page(text=f"<p>{line}</p>{TEXT}")).text


@pytest.mark.parametrize(
    "value", ["未知", "Unknown", "admin", "佚名", "本站", "Publié par Unknown", "关注", "No Author"]
)
def test_what_names_nobody_is_neither_author_nor_origin(value: str) -> None:
    found = entry(page(above=f"<p>作者：{value}</p><p>来源：{value}</p>"))
    assert (found.author, found.origin) == (None, None)
    assert entry(page(head=f'<meta name="author" content="{value}">')).author is None


def test_the_button_beside_a_name_is_not_of_it() -> None:
    end = '<p>作者：余毅菁 向雪妮<a href="/">返回富达，查看更多</a></p>'
    assert entry(page(text=TEXT + end)).author == "余毅菁, 向雪妮"


def test_whom_somebody_works_for_and_as_what_is_no_second_author() -> None:
    assert with_origin(["Jane Roe", "Coast Wire"]) == (["Jane Roe"], "Coast Wire")
    assert with_origin(["Jane Roe", "senior correspondent", "Max Moe"]) == (["Jane Roe", "Max Moe"], "")


def test_dates_above_the_text_go_before_labels_elsewhere_on_the_page() -> None:
    elsewhere = "<p>Aside</p>" * 50 + "<ul><li>Date: 2020-01-01</li></ul>"
    assert entry(page(elsewhere, above="<span>23.11.2026</span>")).published == "2026-11-23"


@pytest.mark.parametrize(
    ("text", "count"), [("浏览：3.2万", 32_000), ("Views: 12k", 12_000), ("Views: many", None)]
)
def test_counts_as_people_write_them(text: str, count: int | None) -> None:
    assert read_labels([text], "").views == count


def test_an_empty_label_says_nothing() -> None:
    found = read_labels(["Author:", "Origin:", "Views:", "Tags: "], "")
    assert (found.authors, found.origin, found.views, found.labels) == ([], "", None, [])


def test_a_label_inside_a_sentence_is_none() -> None:
    line = "He said that the source: a friend, and the author: unknown, had been right all along."
    assert read_labels([line], "").origin == ""


def test_label_lines_above_the_text_are_not_of_the_text() -> None:
    text = read(page(above="<ul class='info'><li>Author: Ann Mole</li><li>Views: 3</li></ul>")).entry.text
    assert "Views" not in text


@pytest.mark.parametrize("value", ["see page 4", "ann@paper.example", "https://paper.example/ann", "x" * 80])
def test_what_is_no_list_of_names_names_nobody(value: str) -> None:
    assert names_in(value) == []


def test_every_label_of_the_table_is_found_in_a_line() -> None:
    values = {"published": "2026-11-23", "updated": "2026-11-23", "views": "7"}
    for label, fact in FACTS.items():
        found = read_labels([f"{label}: {values.get(fact, 'Coast')}"], "")
        kept = (
            found.authors,
            found.origin,
            found.published,
            found.updated,
            found.views,
            found.labels,
            found.editors,
        )
        assert [bool(value) for value in kept].count(True) == 1, label
