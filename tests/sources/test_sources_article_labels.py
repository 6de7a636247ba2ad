"""Lines of a page that name a fact are read in every language of the table."""

from __future__ import annotations

import pytest

from support.article_pages import TEXT, entry, page, read
from tuinews.sources.article.labellines import names_in, read_labels
from tuinews.sources.article.labelwords import FACTS

AUTHORS = [
    "Author: Ann Mole",
    "Autor: Ann Mole",
    "Autorin: Ann Mole",
    "Auteur : Ann Mole",
    "Autore: Ann Mole",
    "Автор: Ann Mole",
    "作者：Ann Mole",
    "记者：Ann Mole",
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
