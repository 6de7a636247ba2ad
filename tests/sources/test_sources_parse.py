"""Any body is either read as a feed or refused with a sentence that says what it is."""

from __future__ import annotations

import codecs

import pytest

from tuinews.model import Feed, TuinewsError
from tuinews.sources.parse import NotAFeed, parse_document

URL = "https://paper.test/feed"


def rss(title: str, declaration: str = "") -> str:
    item = f"<item><title>{title}</title></item>"
    return f'{declaration}<rss version="2.0"><channel><title>{title}</title>{item}</channel></rss>'


def parsed(body: bytes, content_type: str | None = None) -> Feed:
    return parse_document(body, url=URL, content_type=content_type)


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "what"),
        [
            (b"", "is empty"),
            (b" \n\t ", "is empty"),
            (
                b"<!DOCTYPE html><html><head><title>My\n Page</title></head></html>",
                'a web page titled "My Page"',
            ),
            (b"<html><body>We speak of <rss> here</body></html>", "a web page without a title"),
            (b'{"error": "gone"}', "JSON of another kind"),
            (b"[1, 2]", "JSON of another kind"),
            (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "broken or cut off"),
            (b"[" * 100_000, "nested too deeply"),
            (b'<?xml version="1.0"?><opml><body/></opml>', "a list of feeds (OPML)"),
            (b'<urlset xmlns="x"/>', "a sitemap"),
            (b'<?xml version="1.0"?><catalog><feed/></catalog>', "XML whose root element is <catalog>"),
            (
                b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><p/></rdf:RDF>',
                "belongs to a feed",
            ),
            (b"\x1f\x8b\x08\x00abc", "compressed with gzip"),
            (b"\x89PNG\r\n", "a picture"),
            (b"%PDF-1.4", "a PDF document"),
            (b"Not found, sorry", 'text that begins "Not found, sorry"'),
            (bytes(range(1, 32)), "binary data"),
        ],
    )
    def test_what_is_no_feed_is_named(self, body: bytes, what: str) -> None:
        with pytest.raises(NotAFeed) as refusal:
            parsed(body)
        sentence = str(refusal.value)
        assert sentence.startswith(URL)
        assert what in sentence
        assert sentence.endswith((".", "read."))
        assert sentence.isprintable()

    def test_a_refusal_is_an_error_of_ours(self) -> None:
        assert issubclass(NotAFeed, TuinewsError)


class TestFinding:
    @pytest.mark.parametrize(
        "before",
        [
            "\ufeff\n\n",
            "\n<br />\n<b>Notice</b>: Undefined index in x.php<br />\n\ufeff<?xml version='1.0'?>",
            "<!-- an <html> comment --><?xml version='1.0'?><?xml-stylesheet href='x'?>",
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]>",
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>",
        ],
    )
    def test_a_feed_is_found_behind_what_stands_before_it(self, before: str) -> None:
        assert [entry.title for entry in parsed((before + rss("ok")).encode()).entries] == ["ok"]

    def test_json_is_known_by_its_content_whatever_the_server_calls_it(self) -> None:
        body = b'{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{"id": "1"}]}'
        assert parsed(body, "application/xml").format == "json11"

    def test_xml_is_known_by_its_content_whatever_the_server_calls_it(self) -> None:
        assert parsed(rss("ok").encode(), "text/html").title == "ok"


class TestCharset:
    CHINESE = "中国新闻网：龘齉囧埃市"
    RUSSIAN = "Новости дня, Москва"

    @pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
    def test_a_byte_order_mark_decides(self, name: str) -> None:
        body = rss(self.CHINESE, '<?xml version="1.0" encoding="iso-8859-1"?>').encode(name)
        assert parsed(body, "text/xml; charset=windows-1252").title == self.CHINESE

    @pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
    def test_wide_encodings_are_known_without_a_mark(self, name: str) -> None:
        assert parsed(rss(self.RUSSIAN).encode(name)).title == self.RUSSIAN

    def test_the_http_header_comes_before_the_declaration(self) -> None:
        body = rss(self.RUSSIAN, '<?xml version="1.0" encoding="iso-8859-1"?>').encode("cp1251")
        assert parsed(body, 'text/xml; charset="windows-1251"').title == self.RUSSIAN

    def test_the_declaration_is_believed(self) -> None:
        body = rss("日本語ニュース", '<?xml version="1.0" encoding="EUC-JP"?>').encode("euc_jp")
        assert parsed(body, "application/xml").title == "日本語ニュース"

    def test_utf_8_is_believed_before_any_label(self) -> None:
        body = rss("café", '<?xml version="1.0" encoding="iso-8859-1"?>').encode()
        assert parsed(body, "text/xml; charset=iso-8859-1").title == "café"

    def test_gb2312_means_its_larger_successor(self) -> None:
        body = rss("中国龘齉", '<?xml version="1.0" encoding="gb2312"?>').encode("gbk")
        assert parsed(body).title == "中国龘齉"

    def test_latin_1_means_windows_1252(self) -> None:
        body = rss("“so”", '<?xml version="1.0" encoding="ISO-8859-1"?>').encode("cp1252")
        assert parsed(body).title == "“so”"

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("中国新闻网今天报道，市场上涨。", "gb18030"),
            ("今日のニュースをお伝えします。", "euc_jp"),
            ("今日のニュースをお伝えします。", "cp932"),
            ("오늘의 뉴스를 전해 드립니다.", "cp949"),
            ("今天的新聞報導，股市上漲。", "big5"),
            ("Новости дня, Москва", "cp1251"),
            ("Café à Genève", "cp1252"),
        ],
    )
    def test_a_wrong_label_is_seen_through(self, text: str, name: str) -> None:
        assert parsed(rss(text, '<?xml version="1.0" encoding="utf-8"?>').encode(name)).title == text

    def test_a_pair_of_characters_that_big5_writes_as_one_is_no_obstacle(self) -> None:
        text = "今天的新聞報導，股市上漲。\xca\u030c"
        assert parsed(rss(text, '<?xml version="1.0" encoding="utf-8"?>').encode("big5hkscs")).title == text

    def test_single_wrong_bytes_spoil_nothing_else(self) -> None:
        feed = parsed(rss("Ünïcödé is fine, caf\udce9 too").encode("utf-8", "surrogateescape"))
        assert feed.title == "Ünïcödé is fine, café too"
        assert feed.repaired

    @pytest.mark.parametrize("label", ["utf8mb4", "rot13", "zlib", "x" * 300])
    def test_an_unknown_label_is_passed_over(self, label: str) -> None:
        body = rss(self.RUSSIAN, f'<?xml version="1.0" encoding="{label}"?>').encode()
        assert parsed(body, f"text/xml; charset={label}").title == self.RUSSIAN

    def test_utf_7_is_never_decoded_into_markup(self) -> None:
        body = rss("+ADw-script+AD4-", '<?xml version="1.0" encoding="utf-7"?>').encode()
        assert parsed(body, "text/xml; charset=utf-7").title == "+ADw-script+AD4-"

    def test_the_mark_alone_is_no_feed(self) -> None:
        with pytest.raises(NotAFeed):
            parsed(codecs.BOM_UTF8)
