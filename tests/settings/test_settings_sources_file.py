"""sources.toml: read forgivingly, changed so that the rest of it stays as its owner wrote it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tuinews.model import Selectors, Source
from tuinews.settings import sources_file
from tuinews.settings.problems import SettingsError
from tuinews.settings.sources_file import (
    SourcesDocument,
    add_sources,
    fill_ids,
    load_sources,
    remove_source,
    update_source,
)

BY_HAND = """\
# My sources. Kept in dotfiles.
categories = ["Science", "World"]   # order of the tabs

# --- world ---

[[source]]   # the first
id = "harbour"
url = "https://harbour.example/rss.xml"   # the main feed
title = 'The Harbour'
# a remark inside
category = "World"

# --- science ---
# two lines

[[source]]
url = "https://lens.example/atom"
title = "Lens"
category = "Science"
tags = [
  "physics",  # my favourite
  "space",
]
interval = 60

# --- the end ---
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "sources.toml"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def load(path: Path, text: str) -> tuple[SourcesDocument, list[str]]:
    document = load_sources(write(path, text))
    for problem in document.problems:
        assert str(path) in str(problem)
        assert "\n" not in str(problem)
    return document, [str(problem) for problem in document.problems]


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


class TestReading:
    def test_a_missing_file_is_an_empty_list(self, path: Path) -> None:
        assert load_sources(path) == SourcesDocument()

    def test_what_is_written_by_hand_is_read(self, path: Path) -> None:
        document, problems = load(path, BY_HAND)

        assert problems == []
        assert document.sources == (
            Source(
                id="harbour", url="https://harbour.example/rss.xml", title="The Harbour", category="World"
            ),
            Source(
                id="lens",
                url="https://lens.example/atom",
                title="Lens",
                category="Science",
                tags=("physics", "space"),
                interval=60,
            ),
        )
        assert document.categories == ("Science", "World")
        assert not document.broken

    def test_every_field_of_a_source_has_a_key(self, path: Path) -> None:
        document, problems = load(
            path,
            """
            [[source]]
            id = "all"
            url = "https://all.example/"
            title = "All of it"
            category = "Everything"
            tags = ["a", "b"]
            kind = "sitemap"
            paused = true
            paused_why = "On holiday."
            interval = 90
            timezone = "Asia/Shanghai"
            private = true
            command = ["cat", "-"]
            selectors = { item = "li.story", title = "h3", link = "h3 a", date = ".when", summary = "p" }
            """,
        )

        assert problems == []
        assert document.sources == (
            Source(
                id="all",
                url="https://all.example/",
                title="All of it",
                category="Everything",
                tags=("a", "b"),
                kind="sitemap",
                paused=True,
                paused_why="On holiday.",
                interval=90,
                timezone="Asia/Shanghai",
                private=True,
                command=("cat", "-"),
                selectors=Selectors("li.story", "h3", "h3 a", ".when", "p"),
            ),
        )

    def test_categories_that_are_not_listed_follow_as_they_first_appear(self, path: Path) -> None:
        document, _ = load(
            path,
            """
            categories = ["Last", "First"]
            [[source]]
            url = "https://a.example/"
            category = "New"
            [[source]]
            url = "https://b.example/"
            category = "First"
            [[source]]
            url = "https://c.example/"
            """,
        )

        assert document.categories == ("Last", "First", "New")

    def test_a_missing_id_is_the_same_each_time_and_never_one_in_use(self, path: Path) -> None:
        text = """
            [[source]]
            url = "https://a.example/"
            title = "News"
            [[source]]
            url = "https://b.example/"
            title = "News"
            [[source]]
            id = "news"
            url = "https://c.example/"
            [[source]]
            url = "https://d.example/feed"
            title = "新闻"
            """

        document, _ = load(path, text)

        assert [source.id for source in document.sources] == ["news-2", "news-3", "news", "d-example"]
        assert load_sources(path) == document

    def test_every_bad_table_is_reported_with_its_line_while_the_others_load(self, path: Path) -> None:
        document, problems = load(
            path,
            """\
[[source]]
url = "https://good.example/1"

[[source]]
title = "No address"

[[source]]
url = "gopher://old.example/"

[[source]]
url = "https://good.example/2"
titel = "Misspelt"
interval = "often"
kind = "feeds"
timezone = "Asia/Shanghia"

[[source]]
id = "two words"
url = "https://bad-id.example/"

[[source]]
id = "good-example-1"
url = 5

[[source]]
id = "same"
url = "https://good.example/3"

[[source]]
id = "same"
url = "https://good.example/4"

[[source]]
url = "https://good.example/3"
""",
        )

        assert [source.url for source in document.sources] == [
            "https://good.example/1",
            "https://good.example/2",
            "https://good.example/3",
        ]
        assert [problem.line for problem in document.problems] == [4, 7, 10, 10, 10, 10, 17, 21, 29, 33]
        said = "\n".join(problems)
        assert "source 2: url is missing" in said
        assert 'source 3: url should be an http or https address, but is the text "gopher://' in said
        assert "source 4: titel is not a key of a source; the nearest key is title." in said
        assert "source 4: interval should be a whole number of minutes" in said
        assert 'source 4: kind should be one of "feed", "page", "sitemap"' in said
        assert "The nearest is Asia/Shanghai." in said
        assert "source 5: id should be a name without spaces" in said
        assert "source 6: url should be an address" in said
        assert 'source 8 has the id "same" of source 7' in said
        assert "source 9 has the address of source 7" in said
        assert document.sources[1].interval is None
        assert not document.broken

    def test_the_id_of_a_table_that_is_left_out_is_not_given_away(self, path: Path) -> None:
        document, _ = load(
            path,
            '[[source]]\nid = "news"\nurl = 5\n[[source]]\ntitle = "News"\nurl = "https://a.example/"\n',
        )

        assert [source.id for source in document.sources] == ["news-2"]

    def test_unknown_keys_at_the_top_are_reported(self, path: Path) -> None:
        document, problems = load(
            path, 'category = ["a"]\n[[sources]]\nurl = "https://a.example/"\n[source2]\nx = 1\n'
        )

        assert document.sources == ()
        assert len(problems) == 3
        assert "sources is not known here. The nearest is source." in problems[1]

    @pytest.mark.parametrize("text", ["source = 5", '[source]\nurl = "https://a.example/"', "source = [1]"])
    def test_tables_that_are_none_are_reported(self, path: Path, text: str) -> None:
        document, problems = load(path, text)

        assert document.sources == ()
        assert len(problems) == 1

    def test_an_order_of_tabs_that_is_none_is_reported(self, path: Path) -> None:
        document, problems = load(
            path, 'categories = "World"\n[[source]]\nurl = "https://a.example/"\ncategory = "A"\n'
        )

        assert "categories should be a list of texts" in problems[0]
        assert document.categories == ("A",)

    def test_control_characters_in_the_file_reach_neither_titles_nor_messages(self, path: Path) -> None:
        document, problems = load(
            path,
            '[[source]]\nurl = "https://a.example/"\ntitle = "a\\u001b[2Jb\\nc"\ncategory = "\\u202ex"\n'
            'tags = ["\\u0007t"]\n"k\\u001bk" = 1\n',
        )

        (source,) = document.sources
        assert (source.title, source.category, source.tags) == ("ab c", "x", ("t",))
        assert all(ord(char) >= 32 for problem in problems for char in problem)

    def test_broken_toml_names_the_lines_and_saves_the_tables_that_are_right(self, path: Path) -> None:
        document, problems = load(
            path,
            'categories = ["A"]\n[[source]]\nurl = "https://a.example/"\n[[source]]\nurl = "https://b.example\n'
            '[[source]]\nurl = "https://c.example/"\n[[source]]\nurl == ""\n',
        )

        assert document.broken
        assert [source.url for source in document.sources] == ["https://a.example/", "https://c.example/"]
        assert document.categories == ("A",)
        assert [problem.line for problem in document.problems] == [5, 9]
        assert "This is not valid TOML" in problems[0]

    def test_toml_that_is_broken_only_as_a_whole_is_one_problem(self, path: Path) -> None:
        document, problems = load(
            path, '[[source]]\nurl = "https://a.example/"\n[source]\nurl = "https://b.example/"\n'
        )

        assert document.broken
        assert len(problems) == 1

    def test_a_file_that_cannot_be_read_is_broken_and_says_why(self, path: Path) -> None:
        path.mkdir(parents=True)

        document = load_sources(path)

        assert document.broken
        assert "it is a folder" in str(document.problems[0])


class TestAdding:
    def test_the_first_source_makes_the_file(self, path: Path) -> None:
        added = add_sources(path, [Source(id="", url="https://a.example/feed", title="A Paper")])

        assert added == [Source(id="a-paper", url="https://a.example/feed", title="A Paper")]
        assert load_sources(path).sources == tuple(added)
        assert load_sources(path).problems == ()
        assert path.read_text().startswith("# What is followed")

    def test_what_is_there_stays_to_the_letter(self, path: Path) -> None:
        write(
            path,
            BY_HAND.replace('[[source]]\nurl = "https://lens', '[[source]]\nid="l"\nurl = "https://lens'),
        )
        before = path.read_text()

        add_sources(path, [Source(id="", url="https://new.example/", category="world", tags=("x", "y"))])

        after = path.read_text()
        assert after.startswith(before)
        assert after[len(before) :] == (
            '\n[[source]]\nid = "new-example"\nurl = "https://new.example/"\ncategory = "World"\n'
            'tags = ["x", "y"]\n'
        )

    def test_twice_the_same_adds_nothing_and_writes_nothing(self, path: Path) -> None:
        sources = [Source(id="", url=f"https://{name}.example/rss") for name in "abc"]
        add_sources(path, sources)
        seen = path.stat()

        assert add_sources(path, sources) == []
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (seen.st_ino, seen.st_mtime_ns)

    def test_addresses_that_differ_only_in_noise_are_one_source(self, path: Path) -> None:
        spellings = ["https://a.example/feed", "http://www.a.example/feed/", "https://A.example:443/feed#top"]

        assert len(add_sources(path, [Source(id="", url=url) for url in spellings])) == 1
        assert add_sources(path, [Source(id="x", url=url) for url in spellings]) == []

    def test_an_id_that_is_taken_gets_a_number(self, path: Path) -> None:
        add_sources(path, [Source(id="news", url="https://a.example/")])

        (added,) = add_sources(path, [Source(id="news", url="https://b.example/")])

        assert added.id == "news-2"

    def test_adding_writes_the_ids_that_were_missing(self, path: Path) -> None:
        write(path, BY_HAND)

        add_sources(path, [Source(id="", url="https://lens.example/other", title="Lens")])

        text = path.read_text()
        assert '[[source]]\nid = "lens"\nurl = "https://lens.example/atom"\n' in text
        assert [source.id for source in load_sources(path).sources] == ["harbour", "lens", "lens-2"]
        assert comments(BY_HAND) == comments(text)

    def test_any_text_survives_the_file(self, path: Path) -> None:
        title = "\"quotes\" \\ 'single' [[source]] # no comment ''' \"\"\" 新闻 ☕ = {}"

        add_sources(
            path, [Source(id="", url="https://a.example/?a='b'", title=title, command=("a\nb", "\x7f"))]
        )

        (source,) = load_sources(path).sources
        assert (source.title, source.command) == (title, ("a\nb", "\x7f"))

    def test_a_file_without_an_end_of_line_is_continued_rightly(self, path: Path) -> None:
        write(path, '[[source]]\nid="a"\nurl = "https://a.example/" # last')

        add_sources(path, [Source(id="b", url="https://b.example/")])

        assert [source.id for source in load_sources(path).sources] == ["a", "b"]

    def test_thousands_are_added_in_one_go(self, path: Path) -> None:
        sources = [Source(id="", url=f"https://h{n}.example/rss", title="Same") for n in range(3000)]

        added = add_sources(path, sources)

        assert len({source.id for source in added}) == 3000
        assert load_sources(path).sources == tuple(added)


class TestChanging:
    def test_removing_a_source_keeps_every_comment_around_it(self, path: Path) -> None:
        write(path, BY_HAND)

        removed = remove_source(path, "harbour").before

        assert removed.title == "The Harbour"
        assert [source.id for source in load_sources(path).sources] == ["lens"]
        left = path.read_text()
        kept = [line for line in comments(BY_HAND) if line != "# a remark inside"]
        assert comments(left) == kept
        assert "\n\n\n" not in left

    def test_removing_the_last_source_leaves_a_valid_file(self, path: Path) -> None:
        write(path, '# mine\n[[source]]\nid = "a"\nurl = "https://a.example/"')

        remove_source(path, "a")

        assert path.read_text() == "# mine\n"
        assert load_sources(path) == SourcesDocument()

    def test_a_change_touches_its_own_lines_only(self, path: Path) -> None:
        write(path, BY_HAND)

        changed = update_source(path, "harbour", title="Harbour Post", paused=True, category="").after

        assert changed == Source(
            id="harbour", url="https://harbour.example/rss.xml", title="Harbour Post", paused=True
        )
        assert load_sources(path).sources[0] == changed
        expected = (
            BY_HAND.replace("'The Harbour'", '"Harbour Post"')
            .replace('category = "World"\n', "paused = true\n", 1)
            .replace('[[source]]\nurl = "https://lens', '[[source]]\nid = "lens"\nurl = "https://lens')
        )
        assert path.read_text() == expected

    def test_an_address_may_change_and_the_id_stays(self, path: Path) -> None:
        write(path, BY_HAND)

        update_source(path, "lens", url="https://moved.example/atom", tags=())

        source = load_sources(path).sources[1]
        assert (source.id, source.url, source.tags) == ("lens", "https://moved.example/atom", ())
        assert "physics" not in path.read_text()

    def test_windows_line_ends_stay(self, path: Path) -> None:
        write(path, BY_HAND.replace("\n", "\r\n"))

        update_source(path, "harbour", title="New")
        add_sources(path, [Source(id="", url="https://new.example/")])

        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")
        assert len(load_sources(path).sources) == 3

    def test_a_table_that_is_wrong_is_left_alone_by_changes_to_others(self, path: Path) -> None:
        wrong = '\n[[source]]\ntitel = "No address"   # later\n[source.more]\nx = 1\n'
        write(path, BY_HAND + wrong)

        update_source(path, "harbour", title="New")
        remove_source(path, "lens")
        add_sources(path, [Source(id="", url="https://new.example/")])

        assert wrong in path.read_text()

    def test_missing_ids_can_be_written_in_without_another_change(self, path: Path) -> None:
        write(path, BY_HAND)

        assert fill_ids(path) == 1
        assert fill_ids(path) == 0
        assert path.read_text() == BY_HAND.replace(
            '[[source]]\nurl = "https://lens', '[[source]]\nid = "lens"\nurl = "https://lens'
        )

    def test_no_ids_are_written_where_there_is_no_file(self, path: Path) -> None:
        assert fill_ids(path) == 0
        assert not path.exists()

    def test_a_source_that_is_not_there_is_named(self, path: Path) -> None:
        write(path, BY_HAND)

        for act in (remove_source, update_source):
            with pytest.raises(SettingsError, match='no source "nobody"'):
                act(path, "nobody")
        assert path.read_text() == BY_HAND

    def test_two_at_once_lose_nothing(self, path: Path) -> None:
        def add(name: str) -> None:
            for number in range(8):
                add_sources(path, [Source(id="", url=f"https://{name}{number}.example/")])

        threads = [threading.Thread(target=add, args=(name,)) for name in ("a", "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(load_sources(path).sources) == 16

    def test_a_dotfile_link_stays_a_link(self, path: Path, tmp_path: Path) -> None:
        real = write(tmp_path / "dotfiles" / "sources.toml", BY_HAND)
        path.parent.mkdir()
        path.symlink_to(real)

        update_source(path, "harbour", title="New")

        assert path.is_symlink()
        assert 'title = "New"' in real.read_text()


class TestRefusing:
    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"interval": 0}, "interval should be a whole number of minutes"),
            ({"kind": "feeds"}, "The nearest is feed."),
            ({"url": "gopher://a.example/"}, "url should be an http or https address"),
            ({"timezone": "Mars/Olympus"}, "timezone should be"),
        ],
    )
    def test_a_value_that_could_not_be_read_back_is_refused(
        self, path: Path, fields: dict[str, object], words: str
    ) -> None:
        write(path, BY_HAND)

        with pytest.raises(SettingsError, match=words):
            update_source(path, "harbour", **fields)

        assert path.read_text() == BY_HAND

    def test_texts_are_cleaned_before_they_are_written(self, path: Path) -> None:
        (added,) = add_sources(
            path, [Source(id="", url="https://a.example/", title="a\x1b[2J\nb", tags=("x,y",))]
        )

        assert added.title.isprintable()
        assert added.tags == ("x", "y")
        assert load_sources(path).sources == (added,)

    def test_a_broken_file_is_never_changed(self, path: Path) -> None:
        write(path, '[[source]]\nurl = "https://a.example/"\ntitle = "unfinished\n')
        before = path.read_bytes()

        with pytest.raises(SettingsError) as caught:
            add_sources(path, [Source(id="", url="https://b.example/")])

        assert "line 3" in str(caught.value)
        assert "Nothing was changed" in str(caught.value)
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        "text",
        [
            'source = [{ id = "a", url = "https://a.example/" }]\n',
            'source = [\n  { id = "a", url = "https://a.example/", title = """\n[[source]]\n""" },\n]\n',
            '[source]\nurl = "https://a.example/"\n',
        ],
    )
    def test_sources_in_another_form_are_read_but_not_changed(self, path: Path, text: str) -> None:
        write(path, text)

        with pytest.raises(SettingsError, match=r"\[\[source\]\]"):
            add_sources(path, [Source(id="", url="https://b.example/")])

        assert path.read_text() == text

    @pytest.mark.parametrize("quotes", ['"""', "'''"])
    def test_a_header_inside_a_value_never_spoils_the_file(self, path: Path, quotes: str) -> None:
        value = f'{quotes}\n[[source]]\nid = "b"\n{quotes}'
        text = f'[[source]]\nid = "a"\nurl = "https://a.example/"\ntitle = {value}\n'
        write(path, text)

        for act in (remove_source, update_source):
            with pytest.raises(SettingsError, match="edit the file by hand"):
                act(path, "a")
        assert path.read_text() == text

    def test_a_full_disk_is_a_sentence_and_nothing_is_lost(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(path, BY_HAND)

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("tuinews.settings.files.os.fsync", full)
            with pytest.raises(SettingsError, match="the disk is full"):
                add_sources(path, [Source(id="", url="https://b.example/")])

        assert path.read_text() == BY_HAND

    def test_a_folder_that_cannot_be_made_is_a_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")

        with pytest.raises(SettingsError, match="cannot be written"):
            add_sources(tmp_path / "file" / "sources.toml", [Source(id="", url="https://b.example/")])


def test_the_names_that_others_use_are_here() -> None:
    assert sources_file.new_id("News", ["news"]) == "news-2"
