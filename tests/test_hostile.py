"""No input hurts: every hostile document, served as it says, through the program as users run it.

A test for each rule of each. What each rule means stands in the docstring of what asserts it.
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.cells import cell_len

from support import hostile, measured
from support.command_line import Result, clean_environment, run_program
from support.feed_server import FeedServer, answer, rss
from support.hostile import Hostile
from tuinews.__main__ import main
from tuinews.library import Library
from tuinews.model import Article, Scope, Source, View
from tuinews.settings.paths import resolve
from tuinews.settings.sources_file import add_sources, load_sources
from tuinews.sources.charset import decode
from tuinews.sources.discover import find_feeds
from tuinews.text.addresses import display_host, host, is_private_host, is_web
from tuinews.text.blocks import Document, parse
from tuinews.text.html import sanitise
from tuinews.text.lines import line_text, set_lines
from tuinews.ui import outside
from tuinews.ui.page import PageLinks, top_lines

pytestmark = pytest.mark.xdist_group("hostile")

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
NEIGHBOURS = {"neighbour-a": ["Ferries", "Cranes"], "neighbour-b": ["Gulls"]}
"""Good feeds that are refreshed in the same run."""
DOCUMENTS = hostile.documents()
NO_ARTICLES = frozenset({"gz_truncated.gz", "gz_nested.gz", "json_top_array.json", "json_wrong_types.json"})
"""What is called a feed and holds no article: broken off, a bomb, other JSON."""


def name_of(file: str) -> str:
    """The id of the source that a document is."""
    return re.sub("[^a-z0-9]+", "-", file.lower())


def texts(value: object) -> Iterator[str]:
    """All texts in an article."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from texts(astuple(value))


@dataclass
class Paper:
    """A library of everything hostile, and what came of it."""

    folder: Path
    """Of the documents."""
    home: Path
    server: FeedServer
    refreshed: Result
    again: Result

    def __post_init__(self) -> None:
        self.library = Library.open(resolve(str(self.home)))
        self.lines = {line["source"]: line for line in self.refreshed.lines}
        self._shown: dict[str, str] = {}

    def outcome(self, document: Hostile) -> dict[str, Any]:
        """What the refresh said of a document."""
        line: dict[str, Any] = self.lines[name_of(document.file)]
        return line

    def articles(self, document: Hostile, most: int = 300) -> list[Article]:
        """What was kept of it, in the order of the list."""
        rows = self.library.page(View(Scope.SOURCE, name_of(document.file)), limit=most)
        return [article for row in rows if (article := self.library.article(row.id))]

    def source(self, document: Hostile) -> str:
        """The document as text."""
        return decode((self.folder / document.file).read_bytes(), document.content_type).text

    def run(self, *argv: str) -> str:
        """What a command writes, in this process, for a terminal of 80 columns."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("TUINEWS_HOME", str(self.home))
            environment.setenv("COLUMNS", "80")
            environment.delenv("NO_COLOR", raising=False)
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = main(argv)
        assert (status, err.getvalue()) == (0, ""), (argv, err.getvalue())
        return out.getvalue()

    def page(self, document: Hostile) -> str:
        """A web page as the reader sets it."""
        clean = sanitise(self.source(document), "https://news.example/a")
        return "\n".join(map(line_text, set_lines(parse(clean), 76)))

    def shown(self, document: Hostile) -> str:
        """All that is ever written to a terminal of a document: outcome, lists, articles, JSON."""
        if document.file not in self._shown:
            id = name_of(document.file)
            written = [json.dumps(self.outcome(document), ensure_ascii=False)]
            if document.kind == "page":
                written.append(self.page(document))
            articles = self.articles(document, 30)
            if articles:
                written += [self.run("list", f"source:{id}", "--limit", "30")]
                written += [self.run("read", str(article.id)) for article in articles]
                written += [self.run("related", str(articles[0].id))]
                written += [self.run("read", "--json", str(article.id)) for article in articles]
            self._shown[document.file] = "\n".join(written)
        return self._shown[document.file]


@pytest.fixture(scope="module")
def paper(hostile_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """Every hostile feed and page followed, and refreshed twice, by the program."""
    home = tmp_path_factory.mktemp("paper")
    with FeedServer() as server:
        urls = {}
        for document in hostile.of_kind("feed", "page"):
            body = (hostile_folder / document.file).read_bytes()
            # Who would be told of an opening is this server, which sees it.
            body = body.replace(b"canary.invalid", f"127.0.0.1:{server.port}/canary".encode())
            urls[name_of(document.file)] = server.at(f"/{document.file}", answer(200, body, document.headers))
        for id, titles in NEIGHBOURS.items():
            urls[id] = server.serve(f"/{id}", rss(*titles))
        paths = resolve(str(home))
        paths.sources.parent.mkdir()
        add_sources(paths.sources, [Source(id, url, private=True) for id, url in urls.items()])
        made = Paper(
            hostile_folder,
            home,
            server,
            run_program(home, "refresh", "--json"),
            run_program(home, "refresh", "--all", "--json"),
        )
        yield made
        made.library.close()


# What feeds and pages must keep to


def no_crash(paper: Paper, document: Hostile) -> None:
    """The program goes on, the other feeds are read, what failed is said in a sentence."""
    assert (paper.refreshed.status, paper.refreshed.err) == (0, "")
    for id, titles in NEIGHBOURS.items():
        assert (paper.lines[id]["status"], paper.lines[id]["new"]) == ("stored", len(titles))
    line = paper.outcome(document)
    if line["status"] == "failed":
        assert document.kind == "page" or document.file in NO_ARTICLES
        assert line["error"].isprintable()
        assert line["error"].endswith(".") or line["error"].endswith("; it was not read")
        assert not re.search(r"Traceback|please report|\b[A-Z]\w+Error\b", line["error"])
    else:
        assert line["status"] == "stored"
        assert line["new"] == line["total"] >= (document.n_items or 1)
    for seen in document.visible:
        assert seen in paper.shown(document)


def no_control(paper: Paper, document: Hostile) -> None:
    """Nothing shown as content, and nothing kept of it, has C0 controls except newline, DEL or C1, raw or
    after decoding."""
    assert paper.shown(document)
    assert not CONTROL.search(paper.shown(document))
    for article in paper.articles(document):
        for fact in texts(article):
            assert not CONTROL.search(fact)
        assert "\n" not in article.title


def markup_literal(paper: Paper, document: Hostile) -> None:
    """Square brackets are shown as they are typed. What they do on the screen: see ``test_ui_hostile``."""
    shown = paper.shown(document)
    typed = re.findall(r"<title>(.*?)</title>|<category>(.*?)</category>", paper.source(document))
    for text in filter(None, (one or two for one, two in typed)):
        assert " ".join(html.unescape(text).split())[:40] in " ".join(shown.split()), text


def no_bidi_override(paper: Paper, document: Hostile) -> None:
    """No embedding, override or isolate is left; what is written from the right stays."""
    assert not BIDI.search(paper.shown(document))
    assert "שלום" in paper.shown(document)


def link_scheme(paper: Paper, document: Hostile) -> None:
    """Only http and https addresses can be opened; relative ones are resolved."""
    if document.kind == "page":
        links = parse(sanitise(paper.source(document), "https://news.example/a/")).links
        assert set(links) == {"https://news.example/a/next.html", "https://evil.example/"}
        return
    urls = [article.url for article in paper.articles(document)]
    assert len(urls) == document.n_items
    assert sorted(url for url in urls if url is not None) == [
        "https://evil.example/x",
        "https://news.example/#frag",
        "https://news.example/?q=1",
        "https://news.example/relative/path",
    ]


def no_shell(paper: Paper, document: Hostile) -> None:
    """A link reaches the browser as one argument that is no option, and no shell."""
    started: list[tuple[object, dict[str, Any]]] = []
    urls = [article.url for article in paper.articles(document)]
    assert len(urls) == 10
    with pytest.MonkeyPatch.context() as patched:

        def start(argv: object, **options: Any) -> SimpleNamespace:
            started.append((argv, options))
            return SimpleNamespace(poll=lambda: 0)

        patched.setattr(subprocess, "Popen", start)
        for url in urls:
            assert url is not None
            assert is_web(url)
            assert outside.open_in_browser(url, ["browser", "--new-tab"]) == ""
    assert [argv for argv, _ in started] == [["browser", "--new-tab", url] for url in urls]
    assert not any(options.get("shell") for _, options in started)


def show_real_host(paper: Paper, document: Hostile) -> None:
    """Before an address is opened, the article says in ASCII which host would be asked."""
    hosts = {
        "xn--pple-43d.com",
        "evil.example",
        "bbc.co.uk",  # written in other letters that mean the same to the name service
        "bbc.co.uk.evil.example",
    }
    articles = paper.articles(document)
    assert {display_host(article.url) for article in articles if article.url} == hosts
    for article in articles:
        if article.url is None:
            continue
        real = display_host(article.url)
        on_screen = "".join(
            piece.text for line in top_lines(article, 76, UTC, 0, PageLinks(Document())) for piece in line
        )
        assert f"   {real}" in on_screen
        stated = re.search(r"^Address +(\S+)(.*)$", paper.run("read", str(article.id)), re.MULTILINE)
        assert stated
        address, behind = stated.groups()
        assert address.isascii()
        assert re.match(rf"https?://(www\.)?{re.escape(real)}[/?#]", address) or behind == f"  ({real})"


def no_external_fetch(paper: Paper, document: Hostile) -> None:
    """Nobody is asked but who is followed: no entity, picture, refresh or other link of a document. The
    tests' fence (``only_loopback``) says so of other machines, the server of itself."""
    assert paper.shown(document)
    followed = [f"/{one.file}" for one in hostile.of_kind("feed", "page")] + [f"/{id}" for id in NEIGHBOURS]
    assert Counter(paper.server.paths) == dict.fromkeys(followed, 2)
    if document.file != "html_meta_refresh_base.html":
        return
    assert [
        link.url for link in find_feeds((paper.folder / document.file).read_bytes(), "http://news.example/")
    ] == []


def no_local_file(paper: Paper, document: Hostile) -> None:
    """No content of a file of this machine."""
    assert "X" in paper.shown(document)
    assert not re.search(r"root:|/bin/(ba)?sh", paper.shown(document))


def no_file_outside_cache(paper: Paper, document: Hostile) -> None:
    """No text of a document becomes the name of a file."""
    assert len(paper.articles(document)) == document.n_items
    made = {str(path.relative_to(paper.home)) for path in paper.home.rglob("*") if path.is_file()}
    assert {name for name in made if not re.fullmatch(r"data/library\.db(-\w+)?|data/\S*lock", name)} <= {
        "config/sources.toml",
        "state/tuinews.log",
    }
    assert not Path("/tmp/tuinews-pwned").exists()


def n_items_kept(paper: Paper, document: Hostile) -> None:
    """Exactly so many articles, none merged or lost, and none doubled the second time."""
    assert document.n_items
    counts = [document.n_items]
    if document.file == "xml_truncated.xml":
        counts.append(document.n_items + 1)  # the third is cut off, and may or may not be shown
    assert paper.outcome(document)["new"] in counts
    assert len(paper.articles(document)) in counts
    again = next(line for line in paper.again.lines if line["source"] == name_of(document.file))
    assert (again["new"], again["changed"]) == (0, 0)


def sort_stable(paper: Paper, document: Hostile) -> None:
    """No date puts an article above what comes in later; without a usable date the time first seen counts."""
    seen = paper.library.page(View(Scope.SOURCE, name_of(document.file)), limit=100)
    assert [row.key for row in seen] == sorted((row.key for row in seen), reverse=True)
    for row in seen:
        article = paper.library.article(row.id)
        assert article is not None
        first_seen = int(datetime.fromisoformat(article.fetched).timestamp())
        assert row.sort <= first_seen
        if article.published is None or article.published > article.fetched:
            assert row.sort == first_seen


def text_equals(paper: Paper, document: Hostile) -> None:
    """Decoded as the text that was encoded."""
    if document.kind == "page":
        assert document.text in paper.page(document)
        assert f'"{document.text}"' in paper.outcome(document)["error"]
    else:
        assert [article.title for article in paper.articles(document)] in (
            [document.text],
            [document.text * 3],
        )


def valid_utf8_output(paper: Paper, document: Hostile) -> None:
    """What is shown, kept and logged can be written as UTF-8, and what can be told of broken bytes is."""
    paper.shown(document).encode("utf-8")
    titles = [article.title for article in paper.articles(document)]
    assert "ok é" in titles
    assert "café “quoted”" in titles
    for path in (paper.home / "state").glob("*"):
        path.read_text("utf-8")


def no_script(paper: Paper, document: Hostile) -> None:
    """Markup in the disguise of another encoding is text."""
    assert [article.title for article in paper.articles(document)] == [
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"
    ]


def layout_stable(paper: Paper, document: Hostile) -> None:
    """No line of a list or an article is wider than the terminal, whatever its characters claim."""
    articles = paper.articles(document)
    written = [paper.run("list", f"source:{name_of(document.file)}")]
    written += [paper.run("read", str(article.id)) for article in articles]
    for line in "".join(written).splitlines():
        assert cell_len(line) <= 80 or "://" in line


RULES = (
    no_crash, no_control, markup_literal, no_bidi_override, link_scheme, no_shell, show_real_host,
    no_external_fetch, no_local_file, no_file_outside_cache, n_items_kept, sort_stable, text_equals,
    valid_utf8_output, no_script, layout_stable,
)  # fmt: skip
BY_NAME: dict[str, Callable[[Paper, Hostile], None]] = {
    rule.__name__.replace("_", "-"): rule for rule in RULES
}
BOUNDED = ("bounded-time", "bounded-memory")
CASES = [
    (document.file, rule)
    for document in hostile.of_kind("feed", "page")
    for rule in document.expect
    if not rule.startswith(BOUNDED)
]


@pytest.mark.parametrize(("file", "rule"), CASES)
def test_a_hostile_document_keeps_to_its_rule(file: str, rule: str, paper: Paper) -> None:
    BY_NAME[rule](paper, DOCUMENTS[file])


@pytest.mark.parametrize(
    "file", [document.file for document in DOCUMENTS.values() if any(map(document.limit, BOUNDED))]
)
def test_a_hostile_document_costs_bounded_time_and_memory(
    file: str, hostile_folder: Path, tmp_path: Path
) -> None:
    document = DOCUMENTS[file]
    if document.kind == "behaviour":
        return  # see test_refresh_behaviours
    done = subprocess.run(
        [
            *(sys.executable, measured.__file__, document.kind, str(hostile_folder / file)),
            *(document.content_type, document.headers.get("Content-Encoding", "")),
        ],
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    cost = json.loads(done.stdout)
    assert cost["seconds"] < (document.limit("bounded-time") or 60)
    assert cost["mib"] < (document.limit("bounded-memory") or 600)


# Lists

LISTED = {
    "esc_opml.opml": 1,
    "links_ssrf.opml": 13,  # 16 lines, of which four are one address in odd spellings
    "opml_deep.opml": 1,
    "opml_many.opml": 4001,  # 8000, of which every second is the same in another spelling
    "opml_names.opml": 16,
    "opml_xxe.opml": 1,
}


@pytest.mark.parametrize("file", LISTED)
def test_a_hostile_list_comes_in_harmless(file: str, hostile_folder: Path, tmp_path: Path) -> None:
    """All rules of lists: no crash, no control character, no private fetch, no content of local files,
    nothing outside of the home, markup as it is typed."""
    home = tmp_path / "home"
    home.mkdir()
    imported = run_program(home, "import", str(hostile_folder / file))
    assert (imported.status, imported.err) == (0, "")
    assert imported.out.startswith(f"{LISTED[file]:,} source")
    sources = load_sources(home / "config" / "sources.toml")
    assert (len(sources.sources), sources.problems) == (LISTED[file], ())
    for source in sources.sources:
        shown = "".join([source.title, source.category, *source.tags, source.url, source.paused_why])
        assert shown.isprintable()
        assert "root:" not in shown
        assert len(shown) < 1000
        if not source.paused:
            assert is_web(source.url)
            assert not is_private_host(host(source.url))
    if file == "opml_names.opml":
        typed = {"../..", "/", "a/b", "[red]x[/]", "[/]", "All", "con", "#", "1"}
        assert typed <= {source.category for source in sources.sources}
    told = imported.out + run_program(home, "sources").out + run_program(home, "sources", "--json").out
    assert not CONTROL.search(told)
    assert not BIDI.search(told)
    made = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    assert {name for name in made if not name.startswith("data/")} <= {
        "config/sources.toml",
        "state/tuinews.log",
    }


def test_no_source_of_a_list_in_a_private_network_is_asked(
    hostile_folder: Path, tmp_path: Path, feed_server: FeedServer
) -> None:
    """Loopback in every spelling, with a server of ours behind it: it must hear of nobody."""
    home = tmp_path / "home"
    home.mkdir()
    spellings = (hostile_folder / "links_ssrf.opml").read_text()
    for port in (":22/", "localhost/", "[::1]/", "0x7f000001/", "2130706433/", "127.1/", "0/"):
        spellings = spellings.replace(port, port.rstrip("/").removesuffix(":22") + f":{feed_server.port}/")
    listed = tmp_path / "list.opml"
    listed.write_text(spellings)
    assert run_program(home, "import", str(listed)).status == 0
    refreshed = run_program(home, "refresh", "--all", "--json")
    assert refreshed.status == 0
    assert feed_server.asked == []
    unpaused = home / "config" / "sources.toml"
    # Nor where somebody takes out the pause, but gives no leave. (A name must first be looked up.)
    text = unpaused.read_text().replace("paused = true", "paused = false")
    unpaused.write_text(text.replace("metadata.google.internal", "127.0.0.3"))
    for line in run_program(home, "refresh", "--all", "--json").lines:
        assert line["status"] == "failed", line
    assert feed_server.asked == []


def test_every_rule_of_every_document_is_asserted() -> None:
    """None is left out, and the documents are those that these tests were written for."""
    rules = Counter(rule.partition(":")[0] for document in DOCUMENTS.values() for rule in document.expect)
    assert len(DOCUMENTS) == 71
    assert rules.keys() == {*BY_NAME, *BOUNDED, "no-private-fetch", "bounded-requests"}
    assert {document.file for document in DOCUMENTS.values() if document.kind == "list"} == LISTED.keys()
    assert len(CASES) == 84


@pytest.mark.corpus
def test_the_documents_are_those_of_the_corpus(hostile_folder: Path, corpus: Path) -> None:
    for made in hostile_folder.iterdir():
        assert made.read_bytes() == (corpus / "hostile" / made.name).read_bytes(), made.name
