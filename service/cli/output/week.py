"""Prints planned weeks for people, as tables in a terminal or as plain text."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from functools import partial
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.cli.output import day_strip
from service.cli.output.remarks import remarks, titled
from service.domain import wording
from service.domain.change import Change
from service.domain.plan import Placement, Plan
from service.domain.span import Span
from service.domain.training import Discipline
from service.domain.week import Week
from service.rules import RULEBOOK
from service.rules.setting import settings
from service.usecases.weeks.plan_weeks import Planned

COLOURS = {
    Discipline.LIFT: "red",
    Discipline.RUN: "green",
    Discipline.RECOVERY: "blue",
    Discipline.OTHER: "magenta",
}
WIDE = 120
"""The least columns that have room for the busy spans and their titles."""

NARROW = 80
"""The least columns that have room for the day strip; a plan can be followed without it."""

PLAIN_WIDTH = 160
"""The columns of output that goes to no terminal."""


def print_weeks(planned: Planned) -> None:
    """Print every planned week to standard output."""
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(_weeks(planned, width=console.width))
        return
    console.width = PLAIN_WIDTH
    with console.capture() as capture:
        console.print(_weeks(planned, width=PLAIN_WIDTH))
    # Rich pads each line with spaces to the full width, which a file does not need.
    print("\n".join(line.rstrip() for line in capture.get().splitlines()))


def _weeks(planned: Planned, *, width: int) -> RenderableType:
    weeks = [_week(plan, planned, width=width) for plan in planned.plans]
    last = Text("\n".join([day_strip.LEGEND, *_read(planned)]), style="dim")
    return Group(*weeks, *_settings(planned), last)


def _week(plan: Plan, planned: Planned, *, width: int) -> RenderableType:
    brief, changes = plan.brief, planned.changes.get(plan.brief.week)
    first, last = brief.week.days[0], brief.week.days[-1]
    dates = f"{wording.day(first)} to {wording.day(last)} {last.year}"
    heading = Text(f"{dates} ({brief.week.zone.key})", style="bold")
    athlete = Text(f"goal {brief.athlete.goal}, level {brief.athlete.level}", style="dim")
    days = Padding(_days(plan, width=width, race=planned.request.season.race), (1, 0))
    notes = [Text(note) for note in planned.notes.get(brief.week, ())]
    above = (*_journeys(brief.week), *notes, *_changes(changes, brief.week, pinned=bool(brief.pinned)))
    return Group(heading, athlete, *above, days, *remarks(plan))


def _journeys(week: Week) -> Iterator[RenderableType]:
    for zone, group in groupby(week.days, key=week.away_on):
        days = [wording.day(day) for day in group]
        said = " to ".join(dict.fromkeys((days[0], days[-1])))
        if zone:
            yield Text(f"{said} by the clock of {zone}", style="dim")


def _changes(changes: Sequence[Change] | None, week: Week, *, pinned: bool) -> Iterator[RenderableType]:
    if changes is None:
        return
    yield Text()
    if not changes:
        yield Text("No other session changed." if pinned else "Nothing changed.")
        return
    yield Text("Changed", style="bold")
    yield from (Text(f"  {change.sentence(week.zone)}", style="yellow") for change in changes)


def _settings(planned: Planned) -> Iterator[RenderableType]:
    chosen = [*settings(planned.request.rules, RULEBOOK)]
    if chosen:
        yield Text("Rules changed by you", style="bold")
        yield from (Text(f"  {setting.sentence} ({setting.rule})") for setting in chosen)
        yield Text()


def _days(plan: Plan, *, width: int, race: date | None) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    columns: dict[str, Callable[[Plan, date], Text]] = {
        "": _day,
        day_strip.scale(): _strip,
        "training": partial(_training, race=race),
        "busy": _busy,
    }
    if width < WIDE:
        del columns["busy"]
    if width < NARROW:
        del columns[day_strip.scale()]
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
    for cell in day_strip.strip(plan, day):
        text.append(cell.mark, f"bold {COLOURS[cell.discipline]}" if cell.discipline else "dim")
    return text


def _training(plan: Plan, day: date, *, race: date | None) -> Text:
    zone = plan.brief.week.zone
    done = plan.brief.done_on(day)
    lines = [Text(f"{_hours(p, zone)}  {wording.title(p.session)}, taken as done", style="dim") for p in done]
    for placement in plan.on(day):
        session = placement.session
        joined = "+ " if plan.is_second(placement) else ""
        line = Text(f"{joined}{_hours(placement, zone)}  ", style=COLOURS[session.discipline])
        line.append_text(titled(session))
        lines.append(line.append(", pinned", "dim") if placement.pinned else line)
    otherwise = Text("race", style="bold") if day == race else Text("rest", style="dim")
    return Text("\n").join(lines) if lines else otherwise


def _hours(placement: Placement, zone: tzinfo) -> str:
    return f"{wording.clock(placement.start, zone)}–{wording.clock(placement.end, zone)}"


def _busy(plan: Plan, day: date) -> Text:
    today, zone = plan.brief.week.span_of(day), plan.brief.week.zone
    spans = sorted((span, busy.title) for busy in plan.brief.busy if (span := busy.span.clip(today)))
    said = [
        "all day" if span == today else f"{wording.clock(span.start, zone)}–{_until(span, today, zone)}"
        for span, _ in spans
    ]
    titled = [f"{hours} {title}".strip() for hours, (_, title) in zip(said, spans, strict=True)]
    return Text(", ".join(titled), style="dim")


def _until(span: Span, today: Span, zone: tzinfo) -> str:
    return "24:00" if span.end == today.end else wording.clock(span.end, zone)


def _read(planned: Planned) -> Iterator[str]:
    zone = planned.request.athlete.zone
    for source in planned.gathered.sources:
        when = f"{wording.day(source.read_at.astimezone(zone).date())}, {wording.clock(source.read_at, zone)}"
        spans = "1 busy span" if source.busy_spans == 1 else f"{source.busy_spans} busy spans"
        yield f"{source.name} read {when}: {spans}"
