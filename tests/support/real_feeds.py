"""The captured feeds of the corpus on loopback, subscribed through one list and refreshed by the program."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr


@dataclass(frozen=True)
class RealHome:
    """A home with every captured feed in its library, and what the program reported."""

    home: Path
    index: dict[str, dict[str, Any]]
    """What the corpus says of each body, by the name it was served under."""
    reference: dict[str, list[dict[str, str | None]]]
    """The items of each well-formed body, read without a feed library."""
    first: dict[str, dict[str, Any]]
    """Lines of the first refresh by source id."""
    again: dict[str, dict[str, Any]]
    """Lines of the second."""


@contextmanager
def serving(folder: Path, charsets: dict[str, str]) -> Iterator[str]:
    """The captured bodies on loopback, gzipped as they lie there."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.rpartition("/")[2]
            body = (folder / f"{name}.gz").read_bytes()
            charset = charsets.get(name)
            self.send_response(200)
            self.send_header("Content-Type", "application/xml" + (f"; charset={charset}" if charset else ""))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def tuinews(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TUINEWS_HOME": str(home), "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_PROXY": "*"}
    return subprocess.run(
        [sys.executable, "-m", "tuinews", *arguments], env=env, capture_output=True, text=True, check=False
    )


def lines(output: str) -> dict[str, dict[str, Any]]:
    return {line["source"]: line for line in map(json.loads, output.splitlines())}


def make_real_home(corpus: Path, home: Path) -> RealHome:
    """Import the list, refresh twice."""
    folder = corpus / "feeds" / "real"
    index = {
        _name(one["file"]): one for one in map(json.loads, (folder / "index.jsonl").read_text().splitlines())
    }
    with gzip.open(folder / "reference.jsonl.gz", "rt") as file:
        reference = {_name(one["file"]): one["items"] for one in map(json.loads, file)}
    charsets = {name: one["serve_charset"] for name, one in index.items() if one.get("serve_charset")}
    with serving(folder, charsets) as base:
        outlines = "".join(
            f"<outline type='rss' xmlUrl={quoteattr(f'{base}/{name}')}/>" for name in sorted(index)
        )
        opml = home / "all.opml"
        opml.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
        imported = tuinews(home, "import", "--private", str(opml))
        assert imported.returncode == 0, imported.stderr
        first = tuinews(home, "refresh", "--json")
        assert first.returncode == 0, first.stderr
        again = tuinews(home, "refresh", "--all", "--json")
        assert again.returncode == 0, again.stderr
    return RealHome(home, index, reference, lines(first.stdout), lines(again.stdout))


def _name(file: str) -> str:
    return file.removeprefix("real/").removesuffix(".gz")
