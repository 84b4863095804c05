"""A planned week as a person likes to read it in a terminal."""

from collections.abc import Iterator
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.cli import strip
from service.domain import wording
from service.domain.plan import Plan
from service.domain.training import Discipline
from service.usecases.plan import Planned

COLOURS = {Discipline.LIFT: "red", Discipline.RUN: "green", Discipline.RECOVERY: "blue"}
WORTH_TELLING = 30
"""Points below which a wish not met is left to the JSON: half an hour short of 72 changes nothing."""

WIDE = 120
"""Columns from which on there is room for what the calendars call their busy time."""

NARROW = 80
"""Columns below which the strip gives way: a plan can be followed without it, not without its days."""

PLAIN_WIDTH = 160
"""Columns when no window sets them."""


def print_weeks(planned: Planned) -> None:
    """Write every week to standard output."""
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(_weeks(planned, width=console.width))
        return
    console.width = PLAIN_WIDTH
    with console.capture() as capture:
        console.print(_weeks(planned, width=PLAIN_WIDTH))
    # Rich fills each line up to the width, which in a file is only noise.
    print("\n".join(line.rstrip() for line in capture.get().splitlines()))


def _weeks(planned: Planned, *, width: int) -> RenderableType:
    weeks = [_week(plan, width=width) for plan in planned.plans]
    return Group(*weeks, Text("\n".join([strip.LEGEND, *_read(planned)]), style="dim"))


def _week(plan: Plan, *, width: int) -> RenderableType:
    brief = plan.brief
    days = (
        f"{wording.day(brief.week.days[0])} to {wording.day(brief.week.days[-1])} {brief.week.days[-1].year}"
    )
    heading = Text(f"{days} ({brief.week.zone.key})", style="bold")
    athlete = Text(f"goal {brief.athlete.goal}, level {brief.athlete.level}", style="dim")
    return Group(heading, athlete, Padding(_days(plan, width=width), (1, 0)), *_remarks(plan))


def _days(plan: Plan, *, width: int) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    columns = {"": _day, strip.scale(): _strip, "training": _training, "busy": _busy}
    if width < WIDE:
        del columns["busy"]
    if width < NARROW:
        del columns[strip.scale()]
    for heading in columns:
        table.add_column(heading, no_wrap=heading != "busy")
    for day in plan.brief.week.days:
        table.add_row(*(cell(plan, day) for cell in columns.values()))
    return table


def _day(plan: Plan, day: date) -> Text:
    del plan
    return Text(f"{wording.weekday(day)} {day.day:>2}")


def _strip(plan: Plan, day: date) -> Text:
    text = Text()
    for cell in strip.strip(plan, day):
        text.append(cell.mark, f"bold {COLOURS[cell.discipline]}" if cell.discipline else "dim")
    return text


def _training(plan: Plan, day: date) -> Text:
    zone = plan.brief.week.zone
    lines = []
    for placement in plan.on(day):
        session = placement.session
        hours = f"{wording.clock(placement.start, zone)}–{wording.clock(placement.end, zone)}"
        joined = "+ " if plan.is_second(placement) else ""
        line = f"{joined}{hours}  {wording.name(session)}, {session.effort}"
        lines.append(Text(line, style=COLOURS[session.discipline]))
    return Text("\n").join(lines) if lines else Text("rest", style="dim")


def _busy(plan: Plan, day: date) -> Text:
    today, zone = plan.brief.week.span_of(day), plan.brief.week.zone
    spans = sorted((span, busy.title) for busy in plan.brief.busy if (span := busy.span.clip(today)))
    said = [
        "all day" if span == today else f"{wording.clock(span.start, zone)}–{wording.clock(span.end, zone)}"
        for span, _ in spans
    ]
    titled = [f"{hours} {title}".strip() for hours, (_, title) in zip(said, spans, strict=True)]
    return Text(", ".join(titled), style="dim")


def _remarks(plan: Plan) -> Iterator[RenderableType]:
    if plan.dropped:
        yield Text("No room for", style="bold")
        for dropped in plan.dropped:
            length = wording.length(dropped.session.duration)
            yield Text(f"  {wording.name(dropped.session)}, {length}", style="yellow")
            yield from (Text(f"    {reason.sentence} ({reason.rule})") for reason in dropped.blocked_by)
        yield Text()
    told = [broken for broken in plan.broken if broken.cost >= WORTH_TELLING]
    if told:
        yield Text("Given up", style="bold")
        yield from (Text(f"  {broken.sentence} ({broken.rule})") for broken in told)
        yield Text()
    if not plan.proven_optimal:
        yield Text("A better week may exist: the search was given up early.\n", style="yellow")


def _read(planned: Planned) -> Iterator[str]:
    zone = planned.wanted.athlete.zone
    for source in planned.gathered.sources:
        when = f"{wording.day(source.read_at.astimezone(zone).date())}, {wording.clock(source.read_at, zone)}"
        spans = "1 busy span" if source.busy_spans == 1 else f"{source.busy_spans} busy spans"
        yield f"{source.name} read {when}: {spans}"
