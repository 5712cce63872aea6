"""Everything the library has of one speaker."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from annotations import identities
from annotations.facts import Commitment, ReplyRequest, Statistic, WrittenDate
from annotations.model import Evidence, Speaker
from annotations.speaking import Person
from annotations.storage import people
from annotations.storage.history import Change
from annotations.storage.store import Store
from annotations.vocabulary import CommitmentKind, DatePrecision, EvidenceKind
from tests.builders import TEXT, add, highlight, save, store

TODAY = date(2026, 11, 22)
SRI = Speaker(uid="44444444-4444-4444-8444-444444444444", name="Sri Lestari")
AYU = Speaker(uid="55555555-5555-4555-8555-555555555555", name="Bupati Sri")


@pytest.fixture
def library(tmp_path: Path) -> Store:
    return store(tmp_path, [TEXT, f"{TEXT}\n\nLagi."])


def read(at: Store, uid: str = SRI.uid) -> Person:
    found = at.call(lambda lib: people.person(lib, uid, TODAY))
    assert found is not None
    return found


def day(words: str) -> WrittenDate:
    return WrittenDate(words, words, words, DatePrecision.DAY)


def test_a_person_has_the_quotes_promises_statistics_and_questions_of_all_merged_into_it(
    library: Store,
) -> None:
    with library as at:
        stored = save(at, Change(None, SRI), Change(None, AYU)).records
        one, other = (each for each in stored if isinstance(each, Speaker))
        changes = identities.merge(identities.Family(one), [identities.Family(other)])
        save(at, *(Change(*each) for each in changes))
        pledge = Commitment(uid=str(uuid4()), kind=CommitmentKind.PROMISE, what="12 sumur")
        number = Statistic(uid=str(uuid4()), value=Decimal(36000), unit="people")
        first = highlight("12 sumur", "commitment", speaker=SRI.uid, commitments=(pledge,))
        first = replace(first, attribution=replace(first.attribution, date_said=day("2026-02-01")))
        second = highlight("36 ribu orang", "statistic", speaker=AYU.uid, statistics=(number,))
        second = replace(
            second, attribution=replace(first.attribution, date_said=day("2026-01-01"))
        )
        hidden = highlight("air", speaker=SRI.uid, statistics=(replace(number, uid=str(uuid4())),))
        asked = (
            ReplyRequest(uid=str(uuid4()), asked="2026-03-01", question="When?", answer="Soon"),
            ReplyRequest(uid=str(uuid4()), asked="2026-04-01", question="Where?"),
        )
        gone = highlight("Warga", speaker=SRI.uid, trashed="2026-01-01T00:00:00.000Z")
        add(at, [first, second, replace(hidden, reply_requests=asked), gone])
        proof = Evidence(uid=str(uuid4()), highlight=second.uid, kind=EvidenceKind.CALL)
        save(at, Change(None, proof))
        found = read(at, AYU.uid)
        assert found == read(at)
        assert found.family.names == ("Sri Lestari", "Bupati Sri")
        assert [(each.quote, each.date, each.evidence) for each in found.quotes] == [
            ("36 ribu orang", "2026-01-01", 1),
            ("12 sumur", "2026-02-01", 0),
            ("air", "", 0),
        ]
        assert [each.what for each in found.pledges] == ["12 sumur"]
        assert [each.statistic.value for each in found.statistics] == [Decimal(36000)]
        assert [each.request.question for each in found.asked] == ["Where?", "When?"]
        assert [each.waiting for each in found.asked] == [True, False]


def test_nobody_is_read_of_an_unknown_uid_or_the_trash(library: Store) -> None:
    with library as at:
        save(at, Change(None, replace(SRI, trashed="2026-01-01T00:00:00.000Z")))
        assert at.call(lambda lib: people.person(lib, SRI.uid, TODAY)) is None
        assert at.call(lambda lib: people.person(lib, str(uuid4()), TODAY)) is None
