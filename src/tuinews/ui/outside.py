"""Handing an address to the user's browser: one argument, never a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence


def can_open(
    browser: Sequence[str], env: Mapping[str, str] | None = None, platform: str = sys.platform
) -> bool:
    """Whether a browser window can be expected here: one is set, or there is a screen and it is local."""
    env = os.environ if env is None else env
    if browser:
        return True
    if env.get("SSH_CONNECTION") or env.get("SSH_TTY"):
        return False
    if platform in ("darwin", "win32"):
        return True
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def open_in_browser(url: str, browser: Sequence[str]) -> str:
    """Open ``url`` and return an empty text, or say what went wrong."""
    if not browser:
        import webbrowser  # noqa: PLC0415 (5 ms of start-up saved)

        return "" if webbrowser.open(url) else "No browser could be started; set open.browser in config.toml."
    try:
        subprocess.Popen(
            [*browser, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return (
            f"{browser[0]} could not be started: {error.strerror or error}; see open.browser in config.toml."
        )
    return ""


def shows_links(env: Mapping[str, str]) -> bool:
    """Whether the terminal can be told addresses (OSC 8): those that cannot pass over them, except a few
    consoles that print them."""
    return env.get("TERM", "") not in {"linux", "dumb", "cons25", "vt100", "vt102", "vt220"}
