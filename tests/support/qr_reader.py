"""A reader of QR codes (ISO/IEC 18004) for tests: from the cells of a screen to the text of the code.

Reads what is drawn without errors: versions 1 to 10, level L, byte mode. Nothing is corrected: a wrong module
fails the test, for every codeword is checked by its Reed-Solomon syndromes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.color import Color
from rich.color_triplet import ColorTriplet
from textual.strip import Strip

Picture = list[list[bool]]
"""Rows of points; true is dark."""

# Table 9 of the standard, level L: codewords for correction in a block, blocks in the first and second group
# and data codewords in a block of the first.
_BLOCKS_L = {
    1: (7, 1, 19, 0), 2: (10, 1, 34, 0), 3: (15, 1, 55, 0), 4: (20, 1, 80, 0), 5: (26, 1, 108, 0),
    6: (18, 2, 68, 0), 7: (20, 2, 78, 0), 8: (24, 2, 97, 0), 9: (30, 2, 116, 0), 10: (18, 2, 68, 2),
}  # fmt: skip
_ALIGNED = {
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42),
    9: (6, 26, 46), 10: (6, 28, 50),
}  # fmt: skip
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _: y % 2 == 0,
    lambda _, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
_FINDER = ["#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######"]


def picture(strips: Sequence[Strip], ground: tuple[int, int, int], ink: tuple[int, int, int]) -> Picture:
    """What a screen shows as points, two for each cell: dark where the light of its colour is little.

    ``ground`` and ``ink`` are the terminal's own colours.
    """
    rows: Picture = []
    for strip in strips:
        upper: list[bool] = []
        lower: list[bool] = []
        for segment in strip:
            style = segment.style
            front = _is_dark(style.color if style else None, ink)
            back = _is_dark(style.bgcolor if style else None, ground)
            if style and style.reverse:
                front, back = back, front
            for char in segment.text:
                upper.append(front if char in "█▀" else back)
                lower.append(front if char in "█▄" else back)
        rows += [upper, lower]
    return rows


def _is_dark(color: Color | None, usual: tuple[int, int, int]) -> bool:
    triplet = ColorTriplet(*usual) if color is None or color.is_default else color.get_truecolor()
    return sum(triplet) < 3 * 128


def read(points: Picture, *, below: int = 4) -> str:
    """The text of the one code in a picture; fails where there is none with its quiet zone, of four modules
    or as many ``below``.
    """
    top, left, size = _find(points)
    modules = [row[left : left + size] for row in points[top : top + size]]
    for y in range(top - 4, top + size + below):
        for x in range(left - 4, left + size + 4):
            inside = top <= y < top + size and left <= x < left + size
            assert inside or not points[y][x], f"the quiet zone is not light at row {y}, column {x}"
    return _text(modules)


def _find(points: Picture) -> tuple[int, int, int]:
    for y in range(len(points) - 6):
        for x in range(len(points[0]) - 6):
            if _is_finder(points, y, x):
                right = next(
                    at
                    for at in range(x + 14, len(points[0]) - 6)
                    if _is_finder(points, y, at) and (at + 7 - x - 17) % 4 == 0
                )
                size = right + 7 - x
                assert _is_finder(points, y + size - 7, x), "the third corner is missing"
                return y, x, size
    raise AssertionError("there is no code in the picture")


def _is_finder(points: Picture, y: int, x: int) -> bool:
    return all(
        points[y + down][x + across] == (_FINDER[down][across] == "#")
        for down in range(7)
        for across in range(7)
    )


def _text(modules: Picture) -> str:
    size = len(modules)
    version = (size - 17) // 4
    mask = _mask(modules)
    bits = [
        modules[y][x] != _MASKS[mask](y, x) for y, x in _way(size) if not _is_function(y, x, size, version)
    ]
    codewords = [
        sum(bit << (7 - place) for place, bit in enumerate(bits[at : at + 8]))
        for at in range(0, len(bits) - 7, 8)
    ]
    data = _data(codewords, version)
    return _message(data, version)


def _mask(modules: Picture) -> int:
    """The mask of the format information beside the first corner; the level has to be L."""
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    word = 0
    for y, x in places:
        word = word << 1 | modules[y][x]
    word ^= 0b101010000010010
    rest = word
    for place in range(14, 9, -1):
        if rest >> place & 1:
            rest ^= 0b10100110111 << (place - 10)
    assert rest == 0, "the format information is wrong"
    assert word >> 13 == 0b01, "not level L"
    return word >> 10 & 7


def _way(size: int) -> list[tuple[int, int]]:
    """The modules in the order of their bits: two columns at a time, upwards and downwards in turn."""
    places = []
    upwards = True
    right = size - 1
    while right > 0:
        if right == 6:
            right -= 1
        for y in range(size - 1, -1, -1) if upwards else range(size):
            places += [(y, right), (y, right - 1)]
        upwards, right = not upwards, right - 2
    return places


def _is_function(y: int, x: int, size: int, version: int) -> bool:
    if (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9) or 6 in (y, x):
        return True
    if version >= 7 and ((y < 6 and x >= size - 11) or (x < 6 and y >= size - 11)):
        return True
    centres = _ALIGNED[version]
    return any(
        abs(y - down) <= 2 and abs(x - across) <= 2
        for down in centres
        for across in centres
        if not ((down < 9 and (across < 9 or across > size - 10)) or (down > size - 10 and across < 9))
    )


def _data(codewords: Sequence[int], version: int) -> list[int]:
    """The data of the blocks one after the other, each checked."""
    correction, first, length, second = _BLOCKS_L[version]
    lengths = [length] * first + [length + 1] * second
    blocks: list[list[int]] = [[] for _ in lengths]
    rest = iter(codewords)
    for at in range(max(lengths)):
        for block, one in zip(blocks, lengths, strict=True):
            if at < one:
                block.append(next(rest))
    tails: list[list[int]] = [[] for _ in lengths]
    for _ in range(correction):
        for tail in tails:
            tail.append(next(rest))
    for block, tail in zip(blocks, tails, strict=True):
        assert _is_codeword([*block, *tail], correction), "a block is not what its correction says"
    return [one for block in blocks for one in block]


def _is_codeword(word: Sequence[int], correction: int) -> bool:
    """Whether all syndromes of a Reed-Solomon codeword over GF(256), 0x11D, are zero."""
    powers = [1]
    for _ in range(254):
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0x11D if doubled > 255 else doubled)
    logs = {value: place for place, value in enumerate(powers)}
    for root in range(correction):
        syndrome = 0
        for one in word:
            syndrome = (powers[(logs[syndrome] + root) % 255] if syndrome else 0) ^ one
        if syndrome:
            return False
    return True


def _message(data: Sequence[int], version: int) -> str:
    bits = "".join(f"{one:08b}" for one in data)
    assert bits[:4] == "0100", "not in byte mode"
    width = 8 if version < 10 else 16
    count = int(bits[4 : 4 + width], 2)
    body = bits[4 + width :]
    return bytes(int(body[8 * at : 8 * at + 8], 2) for at in range(count)).decode()
