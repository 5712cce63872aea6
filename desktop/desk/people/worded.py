"""What a speaker's page says of quotes, promises, numbers and requests, row by row."""

from datetime import date

from annotations.dates import show_date, show_written
from annotations.labels import label
from annotations.ledger import Pledge
from annotations.showing import show_statistic
from annotations.speaking import Asked, Figure, Person, Said
from annotations.vocabulary import (
    COMMITMENT,
    STATISTIC,
    CheckKind,
    ClaimState,
    Terms,
    WordingState,
)
from desktop.desk.people.told import Rows, Told
from resources import Catalogue

_JOIN = " · "
_DAY = 10


def quotes(person: Person, words: Catalogue) -> Rows:
    """Say every quote, in the order in which they came: by date."""

    def make(place: int) -> Told:
        said = person.quotes[place]
        return Told(
            key=said.uid,
            tags=said.tags or ("",),
            head=_where(said, words),
            aside=said.label,
            words=said.quote,
            urgent=_wrong(said, words),
            foot=_checks(said, words),
        )

    return Rows([each.uid for each in person.quotes], make)


def promises(person: Person, words: Catalogue) -> Rows:
    """Say every promise, the most urgent first."""
    some = person.pledges
    return Rows([each.key for each in some], lambda place: _promise(some[place], words))


def statistics(person: Person, words: Catalogue) -> Rows:
    """Say every number that was cited."""
    some = person.statistics
    keys = [f"{each.said.uid} {each.statistic.uid}" for each in some]
    return Rows(keys, lambda place: _figure(keys[place], some[place], words))


def requests(person: Person, words: Catalogue, today: date) -> Rows:
    """Say what was asked, what waits for an answer first."""
    some = person.asked
    keys = [f"{each.said.uid} {each.request.uid}" for each in some]
    return Rows(keys, lambda place: _request(keys[place], some[place], words, today))


def _promise(pledge: Pledge, words: Catalogue) -> Told:
    from desktop.desk.promises.table import time_left

    until = show_written(pledge.deadline, words)
    left = time_left(pledge, words)
    mentions = words.plural("{n} mention", "{n} mentions", len(pledge.mentions))
    first = show_date(pledge.first, words) if pledge.first else ""
    foot = (
        label(pledge.status, words),
        "" if pledge.overdue else left,
        mentions,
        words("first made {day}", day=first) if first else "",
    )
    return Told(
        key=pledge.key,
        tags=(COMMITMENT,),
        head=words("until {day}", day=until) if until else words("no deadline"),
        aside=_label(pledge),
        words=pledge.what,
        serif=False,
        urgent=left if pledge.overdue else "",
        foot=_joined(*foot),
    )


def _figure(key: str, figure: Figure, words: Catalogue) -> Told:
    said = figure.said
    return Told(
        key=key,
        tags=(STATISTIC,),
        head=_joined(show_statistic(figure.statistic, words), _rest(figure)),
        aside=said.label,
        words=said.quote,
        urgent=_wrong(said, words),
        foot=_where(said, words),
    )


def _request(key: str, asked: Asked, words: Catalogue, today: date) -> Told:
    request = asked.request
    day = show_date(request.asked, words) if request.asked else ""
    due = show_date(request.due, words) if request.due else ""
    head = (
        words("asked {day}", day=day) if day else words("not asked yet"),
        words("reply due {day}", day=due) if due else "",
    )
    return Told(
        key=key,
        head=_joined(*head),
        aside=asked.said.label,
        words=request.question or asked.said.quote,
        serif=not request.question,
        urgent=late(asked, words, today),
        foot=_answer(asked, words),
    )


def late(asked: Asked, words: Catalogue, today: date) -> str:
    """Say by how many days a reply is overdue, "" where it is not."""
    if not asked.waiting or not asked.request.due:
        return ""
    try:
        days = (today - date.fromisoformat(asked.request.due[:_DAY])).days
    except ValueError:
        return ""
    return words.plural("{n} day overdue", "{n} days overdue", days) if days > 0 else ""


def counted(person: Person, words: Catalogue) -> str:
    """Say how much of a speaker there is, and from when to when."""
    quotes_ = words.plural("{n} quote", "{n} quotes", len(person.quotes))
    articles = len({each.article for each in person.quotes})
    in_ = words.plural("in {n} article", "in {n} articles", articles) if articles else ""
    days = [each.date[:_DAY] for each in person.quotes if each.date]
    span = ""
    if days:
        low, high = show_date(days[0], words), show_date(days[-1], words)
        span = low if low == high else words("{low} to {high}", low=low, high=high)
    return _joined(f"{quotes_} {in_}".strip(), span)


def _answer(asked: Asked, words: Catalogue) -> str:
    request = asked.request
    if asked.waiting:
        return words("no answer yet")
    day = show_date(request.answered, words) if request.answered else ""
    said = words("answered {day}", day=day) if day else words("answered")
    terms = label(request.terms, words) if request.terms is not Terms.NONE else ""
    answer = " ".join(request.answer.split())
    return _joined(f"{said}: {answer}" if answer else said, terms)


def _where(said: Said, words: Catalogue) -> str:
    day = show_date(said.date[:_DAY], words) if said.date else ""
    return _joined(day, said.outlet, said.title or words("Untitled"))


def _checks(said: Said, words: Catalogue) -> str:
    wording = f"{label(CheckKind.WORDING, words)}: {label(said.wording, words)}"
    claim = f"{label(CheckKind.CLAIM, words)}: {label(said.claim, words)}"
    backed = words.plural("{n} piece of evidence", "{n} pieces of evidence", said.evidence)
    terms = label(said.terms, words) if said.terms is not Terms.NONE else ""
    role = _joined(said.role, said.institution)
    return _joined(wording, claim, backed if said.evidence else "", terms, role)


def _wrong(said: Said, words: Catalogue) -> str:
    if said.wording is WordingState.DENIED:
        return label(said.wording, words)
    return label(said.claim, words) if said.claim is ClaimState.CONTRADICTED else ""


def _rest(figure: Figure) -> str:
    fact = figure.statistic
    return _joined(fact.population, fact.period, fact.source)


def _label(pledge: Pledge) -> str:
    return pledge.mentions[0].label if pledge.mentions else ""


def _joined(*parts: str) -> str:
    return _JOIN.join(part for part in parts if part)
