"""Passwords and tokens of sources: had from where the user keeps them, for the requests of one refresh.

They are given to the jobs and to nothing else: no message, state or log has them.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tuinews.fetch.headers import basic
from tuinews.model import Source, TuinewsError
from tuinews.refresh.messages import Job, Trouble
from tuinews.text.clean import one_line

PATIENCE = 30.0
"""Seconds that commands may take, all together: somebody may have to type a passphrase."""
_MOST = 65536
"""Bytes of a command's output that are looked at."""


class NoSecret(TuinewsError):
    """A password or token could not be had; the text says why, and never what was found."""


def with_secrets(
    jobs: Iterable[Job], environment: Mapping[str, str] = os.environ
) -> tuple[list[Job], list[Trouble]]:
    """The jobs with what they need to sign in, and the troubles of those for which it could not be had.

    A command is run once, however many sources name it.
    """
    ready: list[Job] = []
    troubles: list[Trouble] = []
    jobs = list(jobs)
    printed = _printed({job.source.password_command for job in jobs if job.source.password_command})
    for job in jobs:
        try:
            ready.append(replace(job, authorization=_authorization(job.source, printed, environment)))
        except NoSecret as error:
            troubles.append(Trouble(job.source.id, str(error)))
    return ready, troubles


def _authorization(
    source: Source, printed: Mapping[tuple[str, ...], str | NoSecret], environment: Mapping[str, str]
) -> str:
    """The Authorization field: Basic with a user (RFC 7617), else Bearer (RFC 6750); empty without secret."""
    secret = source.password
    if source.password_command:
        found = printed[source.password_command]
        if isinstance(found, NoSecret):
            raise found
        secret = found
    elif source.password_env:
        secret = environment.get(source.password_env, "")
        if not secret:
            raise NoSecret(
                f"the environment variable {source.password_env}, which should hold its password, is not "
                "set here; set it where the program is started, also for cron"
            )
    elif source.password_keyring:
        secret = _from_keyring(source.password_keyring, source.user or source.id)
    if source.user:
        return basic(f"{source.user}:{secret}")
    if not secret:
        return ""
    if not (secret.isascii() and secret.isprintable()):
        raise NoSecret("its token has characters that cannot be sent; for a password, give `user` as well")
    return f"Bearer {secret}"


def _from_keyring(service: str, name: str) -> str:
    try:
        import keyring  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise NoSecret(
            "its password is in the keyring, which needs an extra that is not installed: "
            "pip install 'tuinews[keyring]'"
        ) from error
    try:
        secret: str | None = keyring.get_password(service, name)
    except Exception as error:  # each system's keyring has errors of its own
        why = one_line(str(error))[:100] or type(error).__name__
        raise NoSecret(f"the keyring cannot be opened ({why}); unlock it and try again") from error
    if not secret:
        raise NoSecret(
            f"the keyring has no password of {one_line(name)} for {one_line(service)}; "
            f"`keyring set {one_line(service)} {one_line(name)}` puts one there"
        )
    return secret


def _printed(commands: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str | NoSecret]:
    """The first line that each command prints; all run at once."""
    running: dict[tuple[str, ...], subprocess.Popen[bytes] | NoSecret] = {}
    for command in commands:
        try:
            running[command] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            running[command] = NoSecret(
                f"its password_command {_name(command)} cannot be run ({why.lower()}); check it in "
                "sources.toml"
            )
    end = time.monotonic() + PATIENCE
    return {
        command: process if isinstance(process, NoSecret) else _first_line(command, process, end)
        for command, process in running.items()
    }


def _first_line(command: tuple[str, ...], process: subprocess.Popen[bytes], end: float) -> str | NoSecret:
    try:
        out, _ = process.communicate(timeout=max(0.01, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        _stop(process)
        return NoSecret(
            f"its password_command {_name(command)} did not end within {PATIENCE:.0f} seconds; it was stopped"
        )
    if process.returncode:
        return NoSecret(
            f"its password_command {_name(command)} failed with status {process.returncode}; try it in a "
            "shell"
        )
    line = out[:_MOST].partition(b"\n")[0].decode("utf-8", "replace").rstrip("\r")
    if not line:
        return NoSecret(f"its password_command {_name(command)} printed nothing; try it in a shell")
    return line


def _name(command: tuple[str, ...]) -> str:
    """A command as a sentence names it: the program alone, for its arguments may tell too much."""
    return one_line(command[0])[:100]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a command and what it has started; it leads a group of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):
        process.kill()
    process.communicate()
