"""A home with sources, and ways to refresh it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from support import refresh_program
from tuinews.model import Outcome, Source
from tuinews.refresh.pipeline import Report, run
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths, resolve
from tuinews.settings.sources_file import add_sources
from tuinews.store import Store

NOW = 1_800_000_000


class Home:
    """A home of its own in a test's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: Paths = resolve(str(folder))
        self.paths.sources.parent.mkdir(parents=True)
        self.now = NOW
        self.config = Config()

    def follow(self, id: str, url: str, **fields: Any) -> None:
        """Add a source whose address may be private."""
        self.follow_all([Source(id, url, **{"private": True} | fields)])

    def follow_all(self, sources: Iterable[Source]) -> None:
        """Add sources."""
        add_sources(self.paths.sources, list(sources))

    def refresh(self, *sources: str, force: bool = False, config: Config | None = None) -> dict[str, Outcome]:
        """Refresh in this process; what came of each source."""
        outcomes: dict[str, Outcome] = {}
        self.report: Report = run(
            self.paths,
            config or self.config,
            sources=sources or None,
            force=force,
            on_outcome=lambda outcome: outcomes.update({outcome.source: outcome}),
            now=lambda: self.now,
            spacing=0.0,
        )
        assert self.report.sources == len(outcomes), "every source is reported once"
        return outcomes

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The library, to look into."""
        with closing(Store.open(self.paths.database)) as store:
            yield store

    def titles(self, source: str) -> list[str]:
        """The titles kept of a source, in the order they came in."""
        with self.store() as store:
            rows = store._db.execute(
                "SELECT a.title FROM articles AS a JOIN sources AS s ON s.key = a.source WHERE s.id = ? "
                "ORDER BY a.id",
                (source,),
            )
            return [title for (title,) in rows]

    def state(self, source: str) -> Any:
        """What is remembered of a source."""
        with self.store() as store:
            return store.fetch_states([source])[source]

    def start(self) -> subprocess.Popen[str]:
        """Start a refresh by force as a process of its own."""
        program = Path(refresh_program.__file__)
        return subprocess.Popen(
            [sys.executable, str(program), str(self.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def refresh_apart(self) -> dict[str, Any]:
        """Refresh by force in a process of its own; outcomes by source, the report under an empty name."""
        process = self.start()
        out, _ = process.communicate(timeout=60)
        said = [json.loads(line) for line in out.splitlines()]
        return {line.get("source", ""): line for line in said[:-1]} | {"": said[-1]}
