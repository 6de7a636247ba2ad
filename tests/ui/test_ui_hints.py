"""The hint line shows as many keys as fit, and help whole at every width."""

from __future__ import annotations

import pytest

from tuinews.commands import BROWSE, READER
from tuinews.text.width import cell_width
from tuinews.ui.widgets.hints import HintLine


@pytest.mark.parametrize("where", [BROWSE, READER])
@pytest.mark.parametrize("width", range(20, 180))
def test_help_is_whole_and_nothing_is_cut(where: str, width: int) -> None:
    parts, right = HintLine(where, {}).parts(width)
    line = "".join(text for _, text in parts)
    assert line.endswith("? help")
    assert cell_width(line) <= width
    assert right == ()
