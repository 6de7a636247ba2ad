"""Takes in one document as the program does, shows it, and says what that cost.

python measured.py KIND FILE CONTENT-TYPE CONTENT-ENCODING

KIND is ``feed``, ``page`` or ``list``. Prints JSON: seconds of processor time, MiB of memory at the most.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tuinews.fetch.body import Body, BodyError
from tuinews.refresh.prepare import prepare
from tuinews.settings.opml import read_opml
from tuinews.settings.private_hosts import pause_private
from tuinews.settings.sources_file import add_sources, load_sources
from tuinews.sources.charset import decode
from tuinews.sources.parse import NotAFeed, parse_document
from tuinews.text.blocks import parse
from tuinews.text.clean import one_line
from tuinews.text.html import sanitise
from tuinews.text.lines import set_lines
from tuinews.text.width import fit

_CAP = 20 * 2**20
_URL = "https://news.example/feed"
_MOST = 100
"""Articles of a document that are shown."""


def show_feed(body: bytes, content_type: str) -> None:
    """Read it, make its entries ready to be kept, set the first of them."""
    try:
        feed = parse_document(body, url=_URL, content_type=content_type)
    except NotAFeed:
        return
    for one in list(prepare(feed))[:_MOST]:
        fit(one_line(one.entry.title), 60)
        list(set_lines(parse(one.entry.html or "", _URL), 76))


def show_page(body: bytes, content_type: str) -> None:
    """Set the whole page as an article."""
    html = sanitise(decode(body, content_type).text, _URL)
    list(set_lines(parse(html, _URL), 76))


def take_in_list(body: bytes, _content_type: str) -> None:
    """Follow everything in it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sources.toml"
        add_sources(file, pause_private(read_opml(body), allow=False))
        load_sources(file)


def peak() -> float:
    """MiB of memory that this process has had at the most."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells there begins with the memory of who started us
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> None:
    """Do it once."""
    kind, file, content_type, encoding = sys.argv[1:]
    body = Body(encoding or None, _CAP)
    take_in = {"feed": show_feed, "page": show_page, "list": take_in_list}[kind]
    # What unpacks to more than the cap is not taken in at all.
    with suppress(BodyError):
        body.feed(Path(file).read_bytes())
        take_in(body.finish(), content_type)
    sys.stdout.write(json.dumps({"seconds": time.process_time(), "mib": peak()}))


if __name__ == "__main__":
    main()
