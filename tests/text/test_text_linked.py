"""Which pages an article links to."""

from __future__ import annotations

from tuinews.text.linked import MOST, linked

OWN = "gazette.example/2026/bridge"


def anchor(url: str) -> str:
    return f'<p>See <a class="x" href="{url}">this</a>.</p>'


def test_the_pages_are_named_once_without_trackers() -> None:
    html = anchor("https://www.courier.example/ferry?utm_medium=rss&amp;id=3") + anchor(
        "http://courier.example/ferry?id=3"
    )
    assert linked(html, OWN) == ("courier.example/ferry?id=3",)


def test_the_own_page_front_pages_and_sharing_are_left_out() -> None:
    html = "".join(
        map(
            anchor,
            (
                "https://gazette.example/2026/bridge",
                "https://courier.example/",
                "https://social.example/share?u=x",
                "https://social.example/intent/post?text=x",
                "mailto:quill@gazette.example",
                "javascript:alert(1)",
                "#top",
            ),
        )
    )
    assert linked(html, OWN) == ()


def test_there_are_only_the_first_of_very_many() -> None:
    html = "".join(anchor(f"https://courier.example/{number}") for number in range(500))
    assert linked(html, None) == tuple(f"courier.example/{number}" for number in range(MOST))


def test_an_article_without_markup_links_to_nothing() -> None:
    assert linked(None, OWN) == linked("", OWN) == linked("<p>No links.</p>", OWN) == ()
    assert linked("<a " * 100_000, OWN) == ()
