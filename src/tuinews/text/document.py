"""The body of an article, read no further than it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tuinews.text.runs import Runs, picture_label
from tuinews.text.tree import Block, Image


class Document:
    """Blocks of text, made as they are asked for; every list of the whole reads it to its end first."""

    def __init__(self, source: Iterable[Block | None] = (), runs: Runs | None = None) -> None:
        """``source`` gives the blocks, and None where whoever reads may pause; it fills ``runs``."""
        self._source: Iterator[Block | None] | None = iter(source)
        self._runs = Runs() if runs is None else runs
        self._blocks: list[Block] = []
        self._links: dict[str, str] | None = None

    def read(self) -> Iterator[Block | None]:
        """The blocks in order, from the first; None where more is to be read and one may pause."""
        at = 0
        while True:
            while at < len(self._blocks):
                yield self._blocks[at]
                at += 1
            if self._source is None:
                return
            try:
                block = next(self._source)
            except StopIteration:
                self._source = None
                continue
            if block is None:
                yield None
            else:
                self._blocks.append(block)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks."""
        for _ in self.read():
            pass
        return tuple(self._blocks)

    def address(self, link: int) -> str:
        """Where a span or piece of this ``link`` leads: a link's address or, below 0, a picture's.

        Empty for 0 and for a number there is not. Reads no further: what is shown has been read.
        """
        return self._runs.address(link)

    @property
    def numbered(self) -> int:
        """How many of ``links`` show their number in the text."""
        self._read_all()
        return self._runs.numbered

    @property
    def links(self) -> tuple[str, ...]:
        """Addresses; a link's number in the text is its place here, counted from 1. First the ``numbered``
        ones of the text in order of appearance, each once, then those of pictures that are no links
        themselves."""
        return tuple(self._read_all())

    @property
    def link_texts(self) -> tuple[str, ...]:
        """What each of ``links`` is called in the text."""
        return tuple(self._read_all().values())

    @property
    def images(self) -> tuple[Image, ...]:
        """Pictures, numbered from 1 as in ``[picture 1: …]``."""
        self._read_all()
        return self._runs.images

    def _read_all(self) -> dict[str, str]:
        """Reads to the end; what each link is called, by its address."""
        if self._links is None:
            _ = self.blocks
            self._links = dict(self._runs.links)
            for number, image in enumerate(self._runs.images, 1):
                if image.url and not self._runs.is_linked(number):
                    self._links.setdefault(image.url, picture_label(number, image.alt)[1:-1])
        return self._links
