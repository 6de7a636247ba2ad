"""Draw the README's pictures: the built-in edition, at a fixed size and time.

python docs/pictures.py
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import UTC
from pathlib import Path

os.environ["TEXTUAL_FPS"] = "250"
os.environ.pop("NO_COLOR", None)

from tuinews.library import Library
from tuinews.refresh.edition import build
from tuinews.settings.config import Config
from tuinews.settings.paths import resolve
from tuinews.ui.app import NewsApp
from tuinews.ui.session import Session

NOW = 1_795_448_400
"""Monday 23 November 2026, 15:40 UTC."""
HERE = Path(__file__).parent


def save(name: str, svg: str) -> None:
    """Keep a picture, without the fonts it would fetch from elsewhere."""
    (HERE / name).write_text(re.sub(r"@font-face\s*{.*?}", "", svg, flags=re.DOTALL))


async def draw(home: str) -> None:
    """Edition, browse, reader and sources, as SVG."""
    paths = resolve(home)
    build(paths, now=lambda: NOW)
    library = Library.open(paths, now=lambda: NOW)
    library.reload_sources()
    config = Config()._replace(appearance=Config().appearance._replace(theme="night"))
    session = Session(paths, config, library, demo=True, now=lambda: NOW, zone=UTC)
    app = NewsApp(session)
    async with app.run_test(size=(120, 34)) as pilot:

        async def settle() -> None:
            await pilot.pause(0.5)
            while any(not worker.is_finished for worker in app.workers):
                await pilot.pause(0.05)
            await pilot.pause(0.2)

        await settle()
        save("edition.svg", app.export_screenshot(title="tuinews"))
        await pilot.press("q")
        await pilot.press("j", "m", "j", "j", "s", "j")
        await settle()
        save("browse.svg", app.export_screenshot(title="tuinews"))
        await pilot.press("enter")
        await settle()
        save("reader.svg", app.export_screenshot(title="tuinews"))
        await pilot.press("q", "S")
        await settle()
        save("sources.svg", app.export_screenshot(title="tuinews"))
    session.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(folder))
