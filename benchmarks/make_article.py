"""A made-up article of a given size: prose of several scripts, lists, quotes, tables, code and notes.

The same blocks as HTML, as a feed would have them, and as Markdown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

WORDS = {
    "latin": [
        "harbour",
        "council",
        "evening",
        "ferry",
        "lantern",
        "market",
        "winter",
        "signal",
        "quarry",
        "orchard",
        "the",
        "a",
        "of",
        "and",
        "with",
    ],
    "cyrillic": [
        "гавань",
        "совет",
        "вечером",
        "паром",
        "рынок",
        "зимой",
        "сигнал",
        "карьер",
        "и",
        "на",
        "с",
        "под",
        "через",
        "город",
    ],
    "greek": [
        "λιμάνι",
        "συμβούλιο",
        "βράδυ",
        "αγορά",
        "χειμώνας",
        "σήμα",
        "κήπος",
        "και",
        "με",
        "από",
        "για",
    ],
    "arabic": ["الميناء", "المجلس", "مساء", "السوق", "الشتاء", "إشارة", "الحديقة", "مع", "من", "في"],
    "hindi": ["बंदरगाह", "परिषद", "शाम", "बाज़ार", "सर्दी", "संकेत", "और", "के", "में"],
}
CHINESE = "港口委员会今晚渡轮灯市场冬天信号采石场果园和的在与"
CODE = 'def lantern(row: int) -> str:\n    """A light."""\n    return "on" if row % {} else "off"  # {}\n'


class Block(NamedTuple):
    """The same block in both forms."""

    html: str
    markdown: str


def blocks(seed: int) -> Iterator[Block]:
    """Blocks without end."""
    pick = random.Random(seed)

    def words(count: int, script: str = "latin") -> str:
        return " ".join(pick.choices(WORDS[script], k=count)).capitalize() + "."

    number = 0
    while True:
        number += 1
        title = words(5)[:-1]
        yield Block(f"<h2>{title}</h2>", f"## {title}")
        for _ in range(3):
            before, link, after = words(25), words(3)[:-1], words(30)
            url = f"https://news.example/{number}/{pick.randrange(9)}"
            yield Block(
                f'<p>{before} <a href="{url}">{link}</a> <b>{title}</b> {after}</p>',
                f"{before} [{link}]({url}) **{title}** {after}",
            )
        for script in ("cyrillic", "greek", "arabic", "hindi"):
            text = words(40, script)
            yield Block(f"<p>{text}</p>", text)
        text = "".join(pick.choices(CHINESE, k=120)) + "。"
        yield Block(f"<p>{text}</p>", text)
        items = [words(8) for _ in range(5)]
        yield Block(
            "<ul>" + "".join(f"<li>{item}" for item in items) + "</ul>",
            "\n".join(f"- {item}" for item in items),
        )
        text = words(30)
        yield Block(f"<blockquote><p>{text}</p></blockquote>", f"> {text}")
        rows = [(words(2), str(pick.randrange(9999)), words(3)) for _ in range(6)]
        yield Block(
            "<table><tr><th>Place<th>People<th>Known for"
            + "".join(f"<tr><td>{a}<td>{b}<td>{c}" for a, b, c in rows)
            + "</table>",
            "| Place | People | Known for |\n|---|---|---|\n"
            + "\n".join(f"| {a} | {b} | {c} |" for a, b, c in rows),
        )
        code = "".join(CODE.format(pick.randrange(2, 9), words(4)) for _ in range(4))
        yield Block(f'<pre><code class="language-python">{code}</code></pre>', f"```python\n{code}```")


def article(size: int, seed: int = 1) -> Block:
    """An article whose HTML has at least ``size`` bytes, and no block more."""
    html: list[str] = []
    markdown: list[str] = []
    length = 0
    for block in blocks(seed):
        html.append(block.html)
        markdown.append(block.markdown)
        length += len(block.html.encode())
        if length >= size:
            return Block("\n".join(html), "\n\n".join(markdown))
    raise AssertionError  # blocks never end
