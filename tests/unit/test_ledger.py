"""The ledger: mentions, deadlines, histories, merging and parting."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import ledger as accounts
from annotations import promising
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.records import fact_records
from annotations.exporting.report import build
from annotations.facts import Commitment, WrittenDate
from annotations.ledger import Mention, Pledge
from annotations.model import Highlight, Promise, PromiseStep, Speaker
from annotations.queries import Filter
from annotations.storage import highlights, ledger, merged, promises
from annotations.storage.history import Change, revert
from annotations.storage.store import Store
from annotations.vocabulary import CommitmentKind, DatePrecision, MentionKind, PromiseStatus, Terms
from resources import catalogue
from tests.builders import TEXT, add, highlight, save, store

TODAY = date(2026, 11, 22)
NAMED = Speaker(uid="44444444-4444-4444-8444-444444444444", name="Sri Lestari")


def on(day: str) -> WrittenDate:
    return WrittenDate(day, day, day, DatePrecision.DAY)


def commitment(**fields: Any) -> Commitment:  # noqa: ANN401 - of any field
    made = Commitment(
        uid=str(uuid4()), kind=CommitmentKind.PROMISE, who="bupati", what="membangun 12 sumur"
    )
    return replace(made, **fields)


def said(fact: Commitment, day: str = "", article: int = 1, **fields: Any) -> Highlight:  # noqa: ANN401 - of any field
    made = highlight("12 sumur", "commitment", article=article, revision=article)
    attribution = replace(made.attribution, date_said=on(day) if day else WrittenDate())
    made = replace(made, commitments=(fact,), attribution=attribution)
    return replace(made, **fields)


@pytest.fixture
def library(tmp_path: Path) -> Store:
    return store(tmp_path, [TEXT, f"{TEXT}\n\nLagi.", f"{TEXT}\n\nSekali lagi."])


def listed(at: Store) -> list[Pledge]:
    return at.call(lambda lib: ledger.ledger(lib, TODAY))


def change(at: Store, changes: list[promising.Changed]) -> int:
    done = save(at, *(Change(*each) for each in changes))
    assert done.conflicts == ()
    return done.id


def opened(at: Store, key: str) -> accounts.Opened:
    found = at.call(lambda lib: ledger.pledge(lib, key, TODAY))
    assert found is not None
    return found


# -------------------------------------------------------------------- days and dates


@pytest.mark.parametrize(
    ("deadline", "days"),
    [
        (on("2026-11-22"), 0),
        (on("2026-11-29"), 7),
        (on("2026-11-21"), -1),
        (WrittenDate("November", "2026-11-01", "2026-11-30", DatePrecision.MONTH), 8),
        (WrittenDate("November", "2026-11", "", DatePrecision.MONTH), 8),
        (WrittenDate("2026", "2026-01-01", "2026-12-31", DatePrecision.YEAR), 39),
        (WrittenDate("2026", "2026", "", DatePrecision.YEAR), 39),
        (WrittenDate("in two weeks", "2026-11-10", "2026-11-24", DatePrecision.DAY), 2),
        (WrittenDate("at 8", "2026-11-22T20:00", "2026-11-22T20:00", DatePrecision.MINUTE), 0),
        (WrittenDate("before the dry season"), None),
        (WrittenDate("never", "2026-02-31", "2026-02-31", DatePrecision.DAY), None),
    ],
)
def test_a_deadline_counts_to_the_end_of_its_last_day(
    deadline: WrittenDate, days: int | None
) -> None:
    pledge = Pledge(key="k", deadline=deadline)
    assert accounts.days_left(pledge, TODAY) == days


@pytest.mark.parametrize("status", PromiseStatus)
def test_what_came_to_something_is_never_overdue(status: PromiseStatus) -> None:
    pledge = Pledge(key="k", deadline=on("2020-01-01"), status=status)
    open_ = status in {PromiseStatus.PENDING, PromiseStatus.IN_PROGRESS}
    assert (accounts.days_left(pledge, TODAY) is not None) == open_
    assert accounts.days_left(replace(pledge, withdrawn=True), TODAY) is None


def test_mentions_are_told_by_dates_unless_a_person_said_otherwise() -> None:
    def mention(day: str, given: MentionKind = MentionKind.NONE) -> Mention:
        return Mention(highlight=len(day), uid=day, fact=day, date=day, given=given)

    weakened, withdrawn = MentionKind.WEAKENED, MentionKind.WITHDRAWN
    some = [mention(""), mention("2026-03", withdrawn), mention("2026-01"), mention("2026-02")]
    told = accounts.told_by_dates(some)
    assert [(each.date, each.kind.value) for each in told] == [
        ("2026-01", "first_made"),
        ("2026-02", "repeated"),
        ("2026-03", "withdrawn"),
        ("", "repeated"),
    ]
    assert not accounts.withdrawn(told), "it was made again, at some time"
    assert accounts.withdrawn(told[:3])
    begun = [mention("2026-01", weakened), mention("2026-02", MentionKind.FIRST_MADE)]
    assert [each.kind for each in accounts.told_by_dates(begun)] == [
        weakened,
        MentionKind.FIRST_MADE,
    ]


@given(st.permutations([("2026-01-01", n) for n in range(3)] + [("2026-02-01", 9), ("", 7)]))
@settings(max_examples=20)
def test_exactly_one_mention_made_the_promise_in_whatever_order_they_come(
    some: list[tuple[str, int]],
) -> None:
    told = accounts.told_by_dates(
        Mention(highlight=number, uid=f"{number}", fact=f"{number}", date=day)
        for day, number in some
    )
    assert [each.highlight for each in told] == [0, 1, 2, 9, 7]
    assert [each.kind for each in told].count(MentionKind.FIRST_MADE) == 1


# -------------------------------------------------------------------- the list


def test_a_promise_with_many_mentions_is_one_row_and_a_lone_commitment_another(
    library: Store,
) -> None:
    with library as at:
        made = Promise(
            uid=str(uuid4()), promisor=NAMED.uid, what="12 sumur", deadline=on("2026-11-01")
        )
        save(at, Change(None, NAMED), Change(None, made))
        facts = [commitment(promise=made.uid) for _ in range(4)]
        days = ("2026-05-01", "", "2026-03-01", "2026-04-01")
        add(at, [said(fact, day) for fact, day in zip(facts, days, strict=True)])
        lone = commitment(what="memperbaiki jalan")
        add(at, [said(lone, "2026-01-01", 2)])
        overdue, other = listed(at)
        assert (overdue.key, overdue.who, overdue.days) == (made.uid, "Sri Lestari", -21)
        assert overdue.overdue
        assert [each.date for each in overdue.mentions] == [
            "2026-03-01", "2026-04-01", "2026-05-01", "",
        ]  # fmt: skip
        assert (other.key, other.promise, other.who) == (lone.uid, "", "bupati")
        assert other.mentions[0].kind is MentionKind.FIRST_MADE


def test_stances_trash_and_hidden_facts_never_enter(library: Store) -> None:
    with library as at:
        stance = Promise(uid=str(uuid4()), what="harga mati", kind=CommitmentKind.STANCE)
        save(at, Change(None, stance))
        add(
            at,
            [
                said(commitment(promise=stance.uid)),
                said(commitment(kind=CommitmentKind.STANCE)),
                said(commitment(), tags=()),
                said(commitment(), trashed="2026-01-01T00:00:00.000Z"),
            ],
        )
        assert listed(at) == []


def test_what_is_due_is_overdue_or_within_seven_days(library: Store) -> None:
    with library as at:
        assert at.call(lambda lib: ledger.due(lib, TODAY)) == accounts.Due()
        days = ("2026-11-10", "2026-11-21", "2026-11-22", "2026-11-29", "2026-11-30")
        add(at, [said(commitment(what=day, deadline=on(day))) for day in days])
        found = at.call(lambda lib: ledger.due(lib, TODAY))
        assert [each.what for each in found.overdue] == ["2026-11-10", "2026-11-21"]
        assert [each.what for each in found.soon] == ["2026-11-22", "2026-11-29"]


def test_what_is_due_is_read_with_what_its_promise_was_merged_with(library: Store) -> None:
    with library as at:
        one, other = two(at)  # the first is broken, since March; the other was due on 1 December
        near = date(2026, 11, 26)
        found = at.call(lambda lib: ledger.due(lib, near))
        assert [each.key for each in found.soon] == [other.uid]
        change(at, promising.merge(family(at, other.uid), [family(at, one.uid)]))
        assert at.call(lambda lib: ledger.due(lib, near)) == accounts.Due()
        (row,) = listed(at)
        assert row.status is PromiseStatus.BROKEN


# -------------------------------------------------------------------- histories


def test_a_step_takes_its_place_by_date_and_the_last_one_is_the_status(library: Store) -> None:
    with library as at:
        (stored,) = add(at, [said(commitment())])
        change(at, promising.own_promise(stored, stored.commitments[0].uid))
        (row,) = listed(at)
        promise = opened(at, row.key).promise
        assert promise is not None
        kept = PromiseStep(
            status=PromiseStatus.KEPT,
            when="2026-06-01",
            who="Ayu",
            why="seen",
            evidence=stored.uid,
        )
        change(at, [(promise, promising.stepped(promise, kept))])
        promise = opened(at, row.key).promise
        assert promise is not None
        begun = PromiseStep(status=PromiseStatus.IN_PROGRESS, when="2026-02-01")
        change(at, [(promise, promising.stepped(promise, begun))])
        found = opened(at, row.key).pledge
        assert [each.status.value for each in found.steps] == ["in_progress", "kept"]
        assert found.status is PromiseStatus.KEPT
        assert (found.steps[1].who, found.steps[1].evidence) == ("Ayu", stored.uid)
        promise = opened(at, row.key).promise
        assert promise is not None
        change(at, [(promise, promising.step_taken_back(promise, found.steps[1].uid))])
        assert opened(at, row.key).pledge.status is PromiseStatus.IN_PROGRESS


def test_the_key_of_a_commitment_leads_to_the_promise_that_it_became(library: Store) -> None:
    with library as at:
        (stored,) = add(at, [said(commitment())])
        fact = stored.commitments[0].uid
        assert opened(at, fact).promise is None
        change(at, promising.own_promise(stored, fact))
        assert opened(at, fact).pledge.promise
        assert at.call(lambda lib: ledger.pledge(lib, str(uuid4()), TODAY)) is None


# -------------------------------------------------------------------- merging


def two(at: Store) -> tuple[Promise, Promise]:
    """Store two promises with a mention and a step each."""
    made = [
        Promise(uid=str(uuid4()), what="12 sumur"),
        Promise(uid=str(uuid4()), what="sumur", to_whom="warga", deadline=on("2026-12-01")),
    ]
    steps = ("2026-03-01", "2026-01-01")
    status = (PromiseStatus.BROKEN, PromiseStatus.IN_PROGRESS)
    made = [
        replace(each, steps=(PromiseStep(uid=str(uuid4()), status=state, when=day),))
        for each, state, day in zip(made, status, steps, strict=True)
    ]
    save(at, *(Change(None, each) for each in made))
    add(at, [said(commitment(promise=each.uid)) for each in made])
    one, other = (at.call(lambda lib: merged.family(lib, made[0].uid)),
                  at.call(lambda lib: merged.family(lib, made[1].uid)))  # fmt: skip
    assert one is not None
    assert other is not None
    return one.stands, other.stands


def family(at: Store, uid: str) -> promising.Family:
    found = at.call(lambda lib: merged.family(lib, uid))
    assert found is not None
    return found


def test_merging_loses_nothing_and_parting_gives_back_exactly(library: Store) -> None:
    with library as at:
        one, other = two(at)
        (lone,) = add(at, [said(commitment(what="lagi sumur"), article=2)])
        before = listed(at)
        changes = promising.merge(
            family(at, one.uid), [family(at, other.uid)], [(lone, lone.commitments[0].uid)]
        )
        number = change(at, changes)
        (row,) = listed(at)
        assert (row.key, row.merged, len(row.mentions)) == (one.uid, (other.uid,), 3)
        assert [each.promise for each in row.mentions] == [one.uid, other.uid, one.uid]
        assert (row.to_whom, row.deadline) == ("warga", on("2026-12-01")), "the other says that"
        assert [each.status.value for each in row.steps] == ["in_progress", "broken"]
        assert opened(at, other.uid).pledge == row
        at.call(lambda lib: revert(lib, number), saving=True)
        assert listed(at) == before
        change(at, promising.merge(family(at, one.uid), [family(at, other.uid)]))
        change(at, promising.apart(family(at, one.uid).merged[0]))
        assert listed(at) == before


def test_one_mention_taken_off_is_a_promise_of_its_own(library: Store) -> None:
    with library as at:
        one, other = two(at)
        change(at, promising.merge(family(at, one.uid), [family(at, other.uid)]))
        (row,) = listed(at)
        last = row.mentions[-1]
        record = at.call(lambda lib: highlights.by_uid(lib, last.uid))
        change(at, promising.mention_apart(record, last.fact))
        rows = {each.key: each for each in listed(at)}
        assert len(rows) == 2
        assert len(rows[one.uid].mentions) == 1
        (own,) = (each for key, each in rows.items() if key != one.uid)
        assert own.mentions[0].fact == last.fact
        assert own.steps == ()


def test_a_merged_promise_leaves_and_is_offered_as_the_one_that_stands(library: Store) -> None:
    with library as at:
        one, other = two(at)
        change(at, promising.merge(family(at, one.uid), [family(at, other.uid)]))
        _, second = listed(at)[0].mentions
        (entry,) = at.call(lambda lib: highlights.entries(lib, [second.highlight]))
        (shown,) = entry.promises
        assert (shown.uid, shown.merged_into) == (other.uid, one.uid)
        assert shown.status is PromiseStatus.BROKEN
        (written,) = fact_records(entry.highlight, entry.promises)["commitments"]
        assert (written["promise"], written["status"]) == (one.uid, "broken")
        fresh = said(commitment(what="membangun sumur 12", who="bupati"), article=3)
        (stored,) = add(at, [fresh])
        fact = stored.commitments[0]
        offers = at.call(lambda lib: promises.like(lib, stored, fact))
        assert [each.known.uid for each in offers] == [one.uid]


@pytest.mark.parametrize("wanted", [Filter(), Filter(articles=(1,))])
def test_nothing_leaves_of_what_a_merged_promise_took_from_words_off_the_record(
    library: Store, wanted: Filter
) -> None:
    with library as at:
        one, other = two(at)
        secret = replace(other, what="Rahasia Besar")
        save(at, Change(other, secret))
        (mention,) = at.call(lambda lib: highlights.ids(lib, Filter(promises=(other.uid,))))
        (record,) = at.call(lambda lib: highlights.read(lib, [mention]))
        off = replace(record, terms=Terms.OFF_RECORD, article_id=2, revision_id=2)
        save(at, Change(record, None))
        add(at, [replace(off, uid=str(uuid4()), commitments=(commitment(promise=other.uid),))])
        change(at, promising.merge(family(at, other.uid), [family(at, one.uid)]))
        found = Gathered()
        list(gather(at, wanted, found))
        report = build(
            found.entries, catalogue("en"), speakers=found.speakers,
            off_record=found.off_record, mentions=found.mentions,
        )  # fmt: skip
        (entry,) = (entry for group in report.groups for entry in group.entries)
        (promise,) = entry.promises
        assert (promise.uid, promise.merged_into, promise.what) == (one.uid, other.uid, "")
        assert promise.status is PromiseStatus.BROKEN


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
@settings(max_examples=40)
def test_each_promise_belongs_to_one_family_however_they_were_merged(
    some: list[tuple[int, int]],
) -> None:
    known = [Promise(id=number + 1, uid=f"p{number}") for number in range(6)]
    for one, other in some:  # two windows may do so at the same time, round in a ring
        if one != other:
            known[one] = replace(known[one], merged_into=f"p{other}")
    found = promising.families(known)
    assert sorted(uid for each in found for uid in each.uids) == [each.uid for each in known]
