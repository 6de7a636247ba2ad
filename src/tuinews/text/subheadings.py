"""Paragraphs that stand as sub-headings: half the web's articles have no other.

The rule: outside of lists, quotes and tables a paragraph is a sub-heading where all of it is strong, it
holds no link, picture, code or line break, takes at most ``LONGEST`` cells, does not end as a sentence
or a part of one does (question and exclamation marks may), stands behind other text, and is followed by
a list or, where it does not end in a colon, by running text: a longer paragraph that is not all strong.
So an article that is strong all through has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tuinews.text.prose import inline_text
from tuinews.text.tree import SUBHEADING, Block, Heading, Inline, Listing, Look, Paragraph
from tuinews.text.width import cell_width

LONGEST = 100
"""Cells."""
_ENDS_SENTENCE = tuple(".,;…。．，、；।။։۔؛")
_CLOSING = "\"'”’»)]）」』》 "
_OTHER = Look.CODE | Look.LINK | Look.PICTURE


def with_subheadings(blocks: Iterable[Block | None]) -> Iterator[Block | None]:
    """``blocks`` with headings for the paragraphs that stand as such; at most one block is held back."""
    held: Paragraph | None = None
    text_before = False
    for block in blocks:
        if block is None:
            yield None
            continue
        if held is not None:
            yield _heading(held) if _is_running(block, held) else held
            held = None
        if isinstance(block, Paragraph) and text_before and _may_be(block.spans):
            held = block
            continue
        text_before = text_before or (isinstance(block, Paragraph) and not _is_strong(block.spans))
        yield block
    if held is not None:
        yield held


def _heading(paragraph: Paragraph) -> Heading:
    spans = tuple(span._replace(look=span.look | Look.HEADING) for span in paragraph.spans)
    return Heading(SUBHEADING, spans)


def _is_strong(spans: Inline) -> bool:
    return all(span.look & Look.STRONG or span.text.isspace() for span in spans)


def _may_be(spans: Inline) -> bool:
    """Whether a paragraph is one by itself, whatever follows."""
    if not spans[0].look & Look.STRONG or not _is_strong(spans) or any(span.look & _OTHER for span in spans):
        return False
    text = inline_text(spans)
    return (
        len(text) <= LONGEST
        and cell_width(text) <= LONGEST
        and "\n" not in text
        and not text.rstrip(_CLOSING).endswith(_ENDS_SENTENCE)
        and "。" not in text
        and any(map(str.isalpha, text))
    )


def _is_running(block: Block, heading: Paragraph) -> bool:
    if isinstance(block, Paragraph) and not _is_strong(block.spans):
        text, following = inline_text(heading.spans), inline_text(block.spans)
        return len(following) > len(text) and not text.endswith((":", "："))
    return isinstance(block, Listing)
