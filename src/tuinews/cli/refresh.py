"""``refresh``: ask the sources for news, for people, for cron and for the interface."""

from __future__ import annotations

import os
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence

from tuinews.cli.arguments import add_json
from tuinews.cli.clock import now, stamp
from tuinews.cli.context import Action, Context
from tuinews.cli.forms import outcome_form
from tuinews.cli.log import logged
from tuinews.cli.output import Output
from tuinews.cli.paused import paused_line
from tuinews.cli.tables import count
from tuinews.model import Outcome, SourceState, Status
from tuinews.text.clean import one_line

_SAID = (Status.FAILED, Status.WAITING, Status.OFFLINE)
"""What a person is told the reason of."""
_WORDS = (
    (Status.UNCHANGED, "unchanged"),
    (Status.WAITING, "waiting"),
    (Status.FAILED, "failed"),
    (Status.OFFLINE, "offline"),
)


def _configure_refresh(parser: ArgumentParser) -> None:
    parser.description = "Ask the sources that are due for news; named sources are asked due or not."
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="*", help="ids, addresses or titles (default: all)"
    )
    parser.add_argument("--all", action="store_true", help="ask every source, due or not")
    parser.add_argument("--idle", action="store_true", help=SUPPRESS)  # the interface's: give way to its keys
    add_json(parser, "a line of JSON for each source as it comes")


def _run_refresh(given: Namespace, context: Context) -> int:
    from tuinews.refresh.pipeline import run  # noqa: PLC0415 (not needed for the help)

    if given.idle:
        _give_way()
    states: Sequence[SourceState] = ()
    named: list[str] = []
    # A program that names no source is told of each by its id: it need not wait for their titles.
    if given.sources or not given.json:
        with context.library() as library:
            states = library.sources()
            named = [library.find_source(text).id for text in given.sources]
    follower = _Follower(context.output, states, _expected(states, named, everything=given.all))
    with logged(context.paths.log, context.config.log.level):
        try:
            report = run(
                context.paths,
                context.config,
                sources=named or None,
                force=given.all,
                on_outcome=follower.as_json if given.json else follower.show,
                now=now,
            )
        except KeyboardInterrupt:
            context.output.progress_done()
            context.output.note("Stopped; what was fetched so far is kept.")
            raise
        finally:
            context.output.progress_done()
    context.tell(report.notes)
    if not given.json:
        for line in follower.summary(offline=report.offline):
            context.output.say(line)
    return 0


def _expected(states: Sequence[SourceState], named: Sequence[str], *, everything: bool) -> int:
    """How many sources will be heard of, for the line of progress."""
    if named:
        return len(set(named))
    awake = [state for state in states if not state.source.paused]
    if everything:
        return len(awake)
    moment = stamp(now())
    return sum(state.next_fetch is None or state.next_fetch <= moment for state in awake)


def _give_way() -> None:
    """Run only when nobody else wants the processor, where the system knows that."""
    if hasattr(os, "SCHED_IDLE"):
        try:
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        except OSError:  # a container may forbid it
            os.nice(19)
    else:
        os.nice(19)


class _Follower:
    """Shows each source's outcome as it comes, and sums up at the end."""

    def __init__(self, output: Output, states: Sequence[SourceState], expected: int) -> None:
        self._output = output
        self._sources = [state.source for state in states]
        self._titles = {state.source.id: one_line(state.title) for state in states}
        self._expected = expected
        self._outcomes: list[Outcome] = []
        self._new = 0

    def as_json(self, outcome: Outcome) -> None:
        """One source is done: a line of JSON."""
        self._output.json_line(outcome_form(outcome))

    def show(self, outcome: Outcome) -> None:
        """One source is done: the line of progress goes on."""
        self._outcomes.append(outcome)
        self._new += outcome.new
        done = len(self._outcomes)
        self._output.progress(
            f"{done:,} of {max(done, self._expected):,}  {self._new:,} new  {self._title(outcome.source)}"
        )

    def summary(self, *, offline: bool) -> Iterator[str]:
        """What came of it, for a person."""
        many = Counter(outcome.status for outcome in self._outcomes)
        if not self._titles:
            yield "Nothing is followed yet; begin with `tuinews add URL` or `tuinews import FILE`."
        elif not self._outcomes:
            if not all(source.paused for source in self._sources):
                yield "Nothing is due yet; --all asks anyway."
            if about := paused_line(self._sources):
                yield about
        elif offline:
            yield f"None of {count(many[Status.OFFLINE], 'source')} could be reached; is there a network?"
        else:
            yield self._found(many)
        for outcome in self._outcomes:
            if outcome.status in _SAID and not (offline and outcome.status is Status.OFFLINE):
                reason = one_line(outcome.error or "no reason given")
                yield f"  {outcome.source}  {self._title(outcome.source)}: {reason}"

    def _found(self, many: Counter[Status]) -> str:
        asked = len(self._outcomes) - many[Status.WAITING]
        changed = sum(outcome.changed for outcome in self._outcomes)
        parts = [f"{count(self._new, 'new article')} from {count(asked, 'source')}"]
        parts += [f"{changed:,} changed"] if changed else []
        parts += [f"{many[status]:,} {word}" for status, word in _WORDS if many[status]]
        return f"{', '.join(parts)}."

    def _title(self, id: str) -> str:
        return self._titles.get(id) or id


ACTIONS = {"refresh": Action(_configure_refresh, _run_refresh)}
