"""Many made-up feeds, each served from a loopback address of its own.

    python benchmarks/many_feeds.py FEEDS ITEMS DELAY APART

Prints its port when it listens, and lives until its standard input ends. Feed 300 is at
http://127.0.1.45:PORT/feed: see ``url``. ``DELAY``: seconds before each answer, as from a host that is far
away. ``APART``: seconds between two articles of a feed; no two feeds publish at the same time.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import resource
import sys
import time
from functools import partial
from itertools import accumulate

PORT = 18_180


def address(number: int) -> str:
    """The loopback address of a feed."""
    return f"127.0.{1 + number // 255}.{number % 255}"


def url(number: int) -> str:
    """The address of a feed."""
    return f"http://{address(number)}:{PORT}/feed"


class Words:
    """Running text of made-up words with the frequencies of natural text (Zipf)."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ist")]
        rare = ["".join(self._random.choices(syllables, k=self._random.randint(2, 4))) for _ in range(20_000)]
        words = [
            "the",
            "of",
            "and",
            "to",
            "in",
            "a",
            "is",
            "that",
            "for",
            "on",
            "with",
            "as",
            "by",
            "at",
            *rare,
        ]
        weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self._stream = self._random.choices(words, cum_weights=weights, k=400_000)

    def some(self, count: int) -> str:
        """So many words in a row."""
        start = int(self._random.random() * (len(self._stream) - count))
        return " ".join(self._stream[start : start + count])


def body(number: int, items: int, words: Words, newest: int, apart: int) -> bytes:
    """A feed of articles of some 200 words, the newest first, ``apart`` seconds between two."""
    out = [
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Paper {number}</title><link>https://paper{number}.example/</link>"
        "<description>Made up</description><language>en</language>"
    ]
    for item in range(items):
        when = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(newest - item * apart))
        place = f"https://paper{number}.example/{number}/{item}"
        link = f"<a href='{place}'>more</a>"
        paragraphs = "".join(f"<p>{words.some(50).capitalize()}. {link}</p>" for _ in range(4))
        out.append(
            f"<item><title>{words.some(9).capitalize()}</title><link>{place}?utm_source=rss</link>"
            f"<guid>{place}</guid><pubDate>{when}</pubDate><dc:creator>Ann Example</dc:creator>"
            f"<category>News</category><description>{words.some(25)}</description>"
            f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded></item>"
        )
    out.append("</channel></rss>")
    return "".join(out).encode()


class _Feed(asyncio.Protocol):
    """One connection: one request, one answer."""

    def __init__(self, answer: bytes, delay: float) -> None:
        self._answer = answer
        self._delay = delay

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        same = b"if-none-match" in data.lower()
        answer = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n' if same else self._answer
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._say, answer)
        else:
            self._say(answer)

    def _say(self, answer: bytes) -> None:
        self._transport.write(answer)
        self._transport.close()


async def serve(feeds: int, items: int, delay: float, apart: int) -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    words, newest = Words(7), int(time.time()) - 300
    for number in range(feeds):
        packed = gzip.compress(body(number, items, words, newest - number * apart // feeds, apart), 1)
        head = (
            'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "1"\r\nContent-Encoding: gzip\r\n'
            f"Content-Length: {len(packed)}\r\n\r\n"
        )
        answer = head.encode() + packed
        await loop.create_server(partial(_Feed, answer, delay), address(number), PORT, backlog=64)
    print(PORT, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])))
