"""What stands in the way of an article is told in one sentence; what does not is no obstacle."""

from __future__ import annotations

import pytest

from support.article_pages import PARAGRAPHS, TEXT, data, page, read
from tuinews.model import Page
from tuinews.sources.article import obstacles

STUB = f"<p>{PARAGRAPHS[0]}</p>"


def bare(body: str, head: str = "") -> Page:
    return read(f"<html><head>{head}</head><body>{body}</body></html>")


class TestFound:
    @pytest.mark.parametrize(
        "question",
        [
            "<h2>We value your privacy</h2><p>We and our partners store cookies. Cookies help. "
            "See our privacy policy.</p><button>Accept</button><p>Accept all cookies</p>",
            (
                "<h1>Mit Werbung weiterlesen</h1><p>Wir nutzen Cookies, Tracking und Cookies. "
                "Zustimmung jederzeit widerrufbar.</p>"
            ),
            (
                "<h1>Avant de continuer</h1><p>Nous utilisons des cookies, et votre consentement. Les "
                "cookies.</p><p>Tout accepter</p>"
            ),
        ],
    )
    def test_a_question_about_consent(self, question: str) -> None:
        found = bare(question)
        assert found.obstacle == obstacles.CONSENT
        assert found.entry.html is None

    @pytest.mark.parametrize(
        "request_",
        [
            "<p>Subscribe to continue reading this article.</p>",
            "<div class='paywall-offer'><p>Jetzt weiterlesen mit dem Abo</p></div>",
            "<div>Cet article est réservé aux abonnés</div>",
            "<p>この記事は有料会員限定です。 残り 1,234文字</p>",
            "<p>Продолжение доступно только для подписчиков</p>",
        ],
    )
    def test_a_paywall_keeps_the_beginning(self, request_: str) -> None:
        found = read(page(text=STUB + request_))
        assert found.obstacle == obstacles.PAYWALL
        assert found.entry.text == PARAGRAPHS[0]

    def test_a_paywall_that_the_page_states_of_itself(self) -> None:
        head = data('"headline": "The crane returns", "isAccessibleForFree": "False"')
        assert read(page(head=head, text=STUB)).obstacle == obstacles.PAYWALL

    @pytest.mark.parametrize(
        "body",
        [
            "<div id=root></div><script src=/a.js></script><script src=/b.js></script>",
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>",
            "<p>Bitte JavaScript aktivieren, um fortzufahren</p>",
        ],
    )
    def test_a_page_that_scripts_make(self, body: str) -> None:
        assert bare(body).obstacle == obstacles.SCRIPT

    def test_a_login(self) -> None:
        form = (
            "<h1>Welcome back</h1><form><input name=u><input type=password name=p><button>Log "
            "in</button></form>"
        )
        assert bare(form).obstacle == obstacles.LOGIN

    @pytest.mark.parametrize("title", ["Just a moment...", "Attention Required!", "安全验证"])
    def test_a_question_for_robots(self, title: str) -> None:
        assert bare("<p>Checking</p>", f"<title>{title}</title>").obstacle == obstacles.ROBOT

    @pytest.mark.parametrize(
        "heading",
        [
            "404",
            "Page not found",
            "Error 404",
            "Seite nicht gefunden",
            "Page introuvable",
            "页面不存在",
            "Access denied",
            "Страница не найдена",
            "ページが見つかりません",
            "Sorry, the page you requested could not be found",
        ],
    )
    def test_an_error_page(self, heading: str) -> None:
        found = bare(f"<h1>{heading}</h1><p>Try the front page, or the search.</p>")
        assert found.obstacle == obstacles.MISSING
        assert found.entry.text == ""

    @pytest.mark.parametrize("body", ["", "<nav><a href=/>Home</a></nav>", "<p></p>"])
    def test_nothing_at_all(self, body: str) -> None:
        assert bare(body).obstacle == obstacles.EMPTY

    def test_no_html(self) -> None:
        assert read("").obstacle == obstacles.EMPTY

    def test_every_obstacle_is_a_sentence(self) -> None:
        said = [
            value for name, value in vars(obstacles).items() if name.isupper() and not name.startswith("_")
        ]
        assert len(said) == 10
        assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in said)


class TestNotFound:
    @pytest.mark.parametrize(
        "body",
        [
            "<div id=cookies>We value your privacy. Accept all cookies. Cookies, cookies, and consent.</div>",
            "<p>Subscribe to our letter today, and read more stories like this one.</p>",
            "<form><input type=password></form>",
            (
                "<noscript>Please enable JavaScript to see the "
                "comments.</noscript><script></script><script></script>"
            ),
            "<aside><h2>Page not found? Tell us.</h2></aside>",
        ],
    )
    def test_an_article_beside_it_is_an_article(self, body: str) -> None:
        found = read(page(body))
        assert found.obstacle == ""
        assert found.entry.text.startswith(PARAGRAPHS[0])

    def test_an_article_about_it_is_an_article(self) -> None:
        html = (
            f"<title>404: how a number became a joke</title><h1>404: how a number became a "
            f"joke</h1>{TEXT * 3}"
        )
        assert bare(html).obstacle == ""

    @pytest.mark.parametrize("title", ["500 years later", "Sold for 432.500 dollars", "More than 500 came"])
    def test_a_number_in_a_headline_is_no_error(self, title: str) -> None:
        assert bare(f"<h1>{title}</h1>{STUB}", f"<title>{title}</title>").obstacle == ""

    def test_a_short_note_beside_a_login_is_an_article(self) -> None:
        assert read(page("<form><input type=password></form>", text=STUB)).obstacle == ""

    def test_a_short_note_is_an_article(self) -> None:
        assert read(page(text=STUB)).obstacle == ""

    def test_a_long_article_that_has_to_be_paid_for_is_there_in_full(self) -> None:
        assert read(page(head=data('"isAccessibleForFree": false'), text=TEXT * 5)).obstacle == ""
