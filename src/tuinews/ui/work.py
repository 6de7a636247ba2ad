"""Work behind the screen."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec

from textual.dom import DOMNode
from textual.worker import Worker

P = ParamSpec("P")


def behind(
    node: DOMNode,
    group: str | None,
    work: Callable[P, Coroutine[Any, Any, None]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Worker[None]:
    """Run ``work`` while ``node`` is there; newer work of the same group (not of None) takes its place.

    What goes wrong in it never ends the app. Not a coroutine but the function is handed on: where the app is
    left before the work begins, Python would print that it was never awaited.
    """
    task: Any = partial(work, *args, **kwargs)
    return node.run_worker(task, group=group or "default", exclusive=group is not None, exit_on_error=False)
