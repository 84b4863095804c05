"""Writes an audit as text: the recognised sessions, then the findings of each week."""

import re
from collections.abc import Iterator

from service.domain import wording
from service.domain.recognised import Told
from service.domain.span import MINUTE
from service.domain.week import Week
from service.rules.card import Basis, RuleCard, Source
from service.rules.finding import Finding
from service.usecases.auditing.audit import Audit
from service.usecases.auditing.recognised_sessions import RecognisedSession

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
HOW_TO_TEACH = (
    "If sessions of yours are missing, teach their titles: patterns in [audit] of the configuration, "
    "see `liftrun audit --patterns`. Other weeks: --from and --weeks."
)


def lines(audit: Audit) -> Iterator[str]:
    """Yield the report line by line; findings too small to show are only counted."""
    athlete = audit.question.athlete
    yield f"{audit.page.name}, {_dates(audit)} ({athlete.zone.key})"
    yield f"goal {athlete.goal}, level {athlete.level}"
    yield ""
    if not audit.seen:
        yield f"No training recognised among {_count(audit.looked_at, 'event')}."
        yield HOW_TO_TEACH
        return
    yield f"{_count(len(audit.seen), 'session')} recognised among {_count(audit.looked_at, 'event')}"
    for one in audit.seen:
        yield _session(one, audit)
    if not all(one.has_hour for one in audit.seen):
        yield "Of those without an hour only what is true at any hour is said."
    yield from _weeks(audit)
    yield ""
    yield _summary(audit)


def _weeks(audit: Audit) -> Iterator[str]:
    cards = {rule.card.id: rule.card for rule in audit.question.rules}
    for week in audit.weeks:
        if week.worth_telling:
            yield f"\n{_days(week.week)}"
        for finding in week.worth_telling:
            yield _finding(finding)
            yield f"          {finding.rule}: {_cited(cards[finding.rule])}"


def _session(one: RecognisedSession, audit: Audit) -> str:
    zone, placement, recognised = audit.question.athlete.zone, one.placement, one.recognised
    clocks = "–".join(wording.clock(instant, zone) for instant in (placement.start, placement.end))
    hours = clocks if one.has_hour else "no hour"
    day = wording.day(placement.start.astimezone(zone).date())
    what = f"{wording.name(placement.session)}, {recognised.effort}"
    title = " ".join(wording.plain(recognised.appointment.title).split())
    by = recognised.told.value if recognised.told is Told.OURS else f"{recognised.told}: {recognised.word}"
    return f"  {day:<10}  {hours:<11}  {what:<22}  “{title}” ({by})"


def _finding(finding: Finding) -> str:
    return f"  {'must' if finding.is_hard else 'better':<6}  {finding.sentence}"


def _cited(card: RuleCard) -> str:
    """The card's sources in short form, the strongest first; `liftrun rules ID` prints them in full."""
    strongest = sorted(card.sources, key=lambda source: list(Basis).index(source.basis))
    return "; ".join(_short(source) for source in strongest)


def _short(source: Source) -> str:
    who, comma, _ = source.citation.partition(",")
    year = YEAR.search(source.citation)
    if not comma:
        return source.citation.rstrip(".")
    return f"{who} {year[0]}" if year else who


def _summary(audit: Audit) -> str:
    told = audit.worth_telling
    hard = sum(finding.is_hard for finding in told)
    small = sum(len(week.findings) for week in audit.weeks) - len(told)
    rest = f" {_count(small, 'smaller one')} in --json." if small else ""
    if not told:
        return f"Nothing to say against it.{rest}"
    return f"{_count(len(told), 'finding')}: {hard} must, {len(told) - hard} better.{rest}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _dates(audit: Audit) -> str:
    zone = audit.question.athlete.zone
    first = audit.horizon.start.astimezone(zone).date()
    last = (audit.horizon.end - MINUTE).astimezone(zone).date()
    return f"{wording.day(first)} to {wording.day(last)} {last.year}"


def _days(week: Week) -> str:
    return f"{wording.day(week.days[0])} to {wording.day(week.days[-1])}"
