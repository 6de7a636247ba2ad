"""keys.toml in the running interface: what is pressed, and what help, hints and palette say."""

from __future__ import annotations

from tuinews.settings.paths import Paths
from ui.conftest import Paper, open_paper


def starred(paper: Paper) -> bool:
    """Whether the article under the cursor has a star."""
    row = paper.app.browse.headlines.current
    assert row is not None
    return row.starred


async def test_an_empty_list_unbinds_and_the_key_is_named_nowhere(paths: Paths) -> None:
    paths.keys.write_text("star = []\nundo = []\n")
    async with open_paper(paths, size=(120, 90)) as paper:
        assert "s star" not in paper.lines[-1]
        assert "m mark" in paper.lines[-1]
        await paper.press("s")
        assert not starred(paper)
        await paper.press("question_mark")
        (line,) = [line for line in paper.lines if "take the star away" in line]
        assert line.split()[:4] == ["(by", "name,", "in", ":)"]
        await paper.press("escape", "colon", *"star")
        (line,) = [line for line in paper.lines if "take the star away" in line]
        assert " ".join(line.split()) == "▌ Star Star the article or take the star away"
        await paper.press("enter")
        assert starred(paper), "the command itself is there, by its name"


async def test_what_a_sentence_says_to_press_is_the_users_key(paths: Paths) -> None:
    paths.keys.write_text('refresh = "F5"\nadd = []\n')
    paths.sources.write_text("")
    paths.database.unlink()
    async with open_paper(paths) as paper:
        assert "Press : add to add a source, or : catalogue to choose some." in paper.text
        await paper.press("colon", *"add", "enter")
        assert "Add a source" in paper.text


async def test_a_key_taken_from_another_command_does_what_the_user_wrote_and_is_said(paths: Paths) -> None:
    paths.keys.write_text('star = "j"\n')
    async with open_paper(paths) as paper:
        assert "star has taken j from down, which keeps Down." in paper.words
        before = paper.app.browse.headlines.row_number
        await paper.press("j")
        assert starred(paper)
        assert paper.app.browse.headlines.row_number == before
        await paper.press("s", "down")
        assert paper.app.browse.headlines.row_number == before + 1
        assert paper.lines[-1].startswith(" Down k move")


async def test_two_commands_can_change_their_keys(paths: Paths) -> None:
    paths.keys.write_text('star = "m"\nmark = "s"\n')
    async with open_paper(paths) as paper:
        await paper.press("m")
        assert starred(paper)
        row = paper.app.browse.headlines.current
        await paper.press("s")
        after = paper.app.browse.headlines.current
        assert row is not None
        assert after is not None
        assert row.read != after.read


async def test_a_command_without_a_key_of_its_own_can_be_given_one(paths: Paths) -> None:
    paths.keys.write_text('catalogue = "C"\n')
    async with open_paper(paths) as paper:
        await paper.press("C")
        assert "What shall be in your newspaper?" in paper.text
