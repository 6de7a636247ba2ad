"""Handing an address or a text to another program of the user's: an argument list, never a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

_PATIENCE = 2.0
"""Seconds that a program may take to take a text."""
_started: list[subprocess.Popen[bytes]] = []
"""Programs that may still run: so that they are waited for, and leave no zombies."""


def can_open(
    program: Sequence[str], env: Mapping[str, str] | None = None, platform: str = sys.platform
) -> bool:
    """Whether a window can be expected here: a program is set, or there is a screen and it is local."""
    env = os.environ if env is None else env
    if program:
        return True
    if env.get("SSH_CONNECTION") or env.get("SSH_TTY"):
        return False
    return platform in ("darwin", "win32") or has_screen(env)


def has_screen(env: Mapping[str, str]) -> bool:
    """Whether programs started here find a screen of X or Wayland."""
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def open_in_browser(url: str, browser: Sequence[str]) -> str:
    """Open ``url`` and return an empty text, or say what went wrong."""
    return start(browser, url, "open.browser") if browser else _by_the_system(url, "browser")


def write_mail(uri: str, mail: Sequence[str]) -> str:
    """Begin a mail, ``mailto:…``, and return an empty text, or say what went wrong."""
    return start(mail, uri, "open.mail") if mail else _by_the_system(uri, "mail program")


def start(program: Sequence[str], argument: str, setting: str) -> str:
    """Start ``program`` with one more argument, apart from this terminal; an empty text, or what went
    wrong."""
    _started[:] = [one for one in _started if one.poll() is None]
    try:
        process = subprocess.Popen(
            [*program, argument],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"{program[0]} could not be started: {error.strerror or error}; see {setting} in config.toml."
    if process is not None:
        _started.append(process)
    return ""


def _by_the_system(address: str, what: str) -> str:
    setting = "open.browser" if what == "browser" else "open.mail"
    # Started by us where it can be: what webbrowser starts may write on this terminal.
    opener = {"darwin": "open", "win32": ""}.get(sys.platform, "xdg-open")
    if opener and "BROWSER" not in os.environ and (found := shutil.which(opener)):
        return start([found], address, setting)
    import webbrowser  # noqa: PLC0415 (5 ms of start-up saved)

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        browser = None
    # One that runs in this terminal would paint over the newspaper.
    in_here = type(browser) is webbrowser.GenericBrowser
    if browser is None or in_here or not browser.open(address):
        return f"No {what} could be started; set {setting} in config.toml."
    return ""


def shows_links(env: Mapping[str, str]) -> bool:
    """Whether the terminal can be told addresses (OSC 8): those that cannot pass over them, except a few
    consoles that print them."""
    return env.get("TERM", "") not in {"linux", "dumb", "cons25", "vt100", "vt102", "vt220"}


def clipboard_tool(env: Mapping[str, str] | None = None, platform: str = sys.platform) -> list[str]:
    """The command that puts its standard input on the clipboard of this machine's screen; empty: none."""
    env = os.environ if env is None else env
    if platform == "darwin":
        tools = [] if env.get("SSH_CONNECTION") else [["pbcopy"]]
    elif platform == "win32":
        tools = [["clip"]]
    else:
        tools = [["wl-copy"]] if env.get("WAYLAND_DISPLAY") else []
        if env.get("DISPLAY"):
            tools += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
        if env.get(
            "TMUX"
        ):  # which by default keeps what a program inside it copies (OSC 52) from the terminal
            tools.append(["tmux", "load-buffer", "-w", "-"])
    path = env.get("PATH", os.defpath)
    return next((tool for tool in tools if shutil.which(tool[0], path=path)), [])


def copy(text: str, tool: Sequence[str]) -> bool:
    """Hand ``text`` to a tool of ``clipboard_tool`` on its standard input; whether it took it. May wait."""
    encoding = "utf-16" if tool[:1] == ["clip"] else "utf-8"
    try:
        done = subprocess.run(
            tool,
            input=text.encode(encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
