"""Changes to what is followed, one source at a time, each of which can be taken back."""

from __future__ import annotations

from typing import Any

from tuinews.library.library import Library, LibraryError
from tuinews.model import Source
from tuinews.settings.incoming import incoming
from tuinews.settings.paths import Paths
from tuinews.settings.private_hosts import is_private, leave_for, waits_for_leave
from tuinews.settings.source_table import same_address
from tuinews.text.addresses import host, is_web
from tuinews.text.clean import one_line


class Editor:
    """Changes ``sources.toml`` and brings a library in step with it.

    Every method says what was done, in a sentence, and raises TuinewsError where it was not. Reads and writes
    files: not for the thread that paints. Not for two threads at once.
    """

    def __init__(self, paths: Paths) -> None:
        self._path = paths.sources
        self._done: list[Any] = []
        """What undo takes back, the latest last: ``settings.sources_file.Change``."""
        self.touched = ""
        """The id of the source that the latest change was about."""

    def rename(self, library: Library, id: str, title: str) -> str:
        """Give a source another name; an empty one is the name its feed gives itself."""
        self._update(library, id, title=one_line(title))
        return f"It is called {_named(library, id)} now."

    def move(self, library: Library, id: str, category: str) -> str:
        """Put a source into another category, spelled as it is spelled already; empty: into none."""
        category = one_line(category)
        spelled = {state.source.category.casefold(): state.source.category for state in library.sources()}
        self._update(library, id, category=spelled.get(category.casefold(), category))
        now_in = one_line(_source(library, id).category)
        return f"{_named(library, id)} is in {now_in or 'no category'} now."

    def pause(self, library: Library, id: str) -> str:
        """Ask a source no more, or again. What the program itself paused is not resumed so: its table has to
        say more than that, see ``permit``.
        """
        source = _source(library, id)
        name = _named(library, id)
        if source.paused and source.paused_why:
            raise LibraryError(f"{name} stays paused. {source.paused_why}")
        self._update(library, id, paused=not source.paused)
        return f"{name} is asked again." if source.paused else f"{name} is paused: it is not asked."

    def permit(self, library: Library, id: str) -> str:
        """Ask a source although its host is this machine or on a private network."""
        self._update(library, id, **leave_for(_source(library, id)))
        return f"{_named(library, id)} may be asked now: private = true stands in its table."

    def readdress(self, library: Library, id: str, address: str) -> str:
        """Ask a source at another address; its articles stay. One that is typed may be private."""
        source, typed = _source(library, id), incoming(address)
        if source.command:
            raise LibraryError(f"{_named(library, id)} is the output of a command: sources.toml has it.")
        if typed is None or not is_web(typed.url):
            raise LibraryError(
                f'"{one_line(address)}" is no web address. One looks like https://example.org/feed.'
            )
        for state in library.sources():
            if state.source.id != id and same_address(state.source.url) == same_address(typed.url):
                raise LibraryError(f"{one_line(state.title)} is followed at that address already.")
        if typed.url != source.url:
            private = is_private(typed) or (source.private and host(typed.url) == host(source.url))
            paused = not waits_for_leave(source) and source.paused
            why = source.paused_why if paused else ""
            self._update(library, id, url=typed.url, private=private, paused=paused, paused_why=why)
        return f"{_named(library, id)} is asked at {one_line(typed.url)} now."

    def remove(self, library: Library, id: str) -> str:
        """Follow a source no longer; its articles stay."""
        from tuinews.settings.sources_file import remove_source  # noqa: PLC0415 (not before the first edit)

        name = _named(library, id)
        self._done.append(remove_source(self._path, id))
        self.touched = id
        library.reload_sources()
        return f"No longer following {name}; its articles stay."

    def undo(self, library: Library) -> str:
        """Take back the latest change; an empty text where there is none."""
        from tuinews.settings.sources_file import take_back  # noqa: PLC0415

        if not self._done:
            return ""
        change = self._done[-1]
        take_back(self._path, change)
        self._done.pop()
        self.touched = change.before.id
        library.reload_sources()
        name = _named(library, change.before.id)
        return f"Following {name} again." if change.after is None else f"{name} is as it was."

    def _update(self, library: Library, id: str, **fields: object) -> None:
        from tuinews.settings.sources_file import update_source  # noqa: PLC0415

        change = update_source(self._path, id, **fields)
        if change.after != change.before:
            self._done.append(change)
        self.touched = id
        library.reload_sources()


def _source(library: Library, id: str) -> Source:
    for state in library.sources():
        if state.source.id == id:
            return state.source
    raise LibraryError(f"{one_line(id)} is followed no longer.")


def _named(library: Library, id: str) -> str:
    return next((one_line(state.title) for state in library.sources() if state.source.id == id), one_line(id))
