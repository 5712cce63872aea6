"""A library is looked at in the background, a few articles at a time, and again by newer rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from annotations.checking.keys import Key
from annotations.detection import engine, wordlists
from annotations.detection.accepting import accept, reject
from annotations.detection.found import Suggestion
from annotations.detection.reading import Reading
from annotations.errors import GivenUp, NoSuchRecord
from annotations.facts import WrittenDate
from annotations.storage import articles, check, elsewhere, suggesting, trash
from annotations.storage.history import Change
from annotations.storage.library import Library, tuples, values
from annotations.storage.store import Store
from annotations.storage.suggesting import Run
from annotations.vocabulary import DatePrecision
from tests import made_rules
from tests.builders import TEXT, add, add_article, highlight, new_article, save, store

TEXTS = [f"{TEXT}\n\nDesa {n} punya {n + 20} rumah." for n in range(5)]


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "DETECTORS", (made_rules,))
    monkeypatch.setattr(suggesting, "PAGE", 2)


@pytest.fixture
def library(tmp_path: Path) -> Store:
    return store(tmp_path, TEXTS)


def read(at: Store, *, off: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    return list(suggesting.read_all(at, off=off))


def noted(at: Store) -> dict[int, Run]:
    return dict(at.call(lambda one: suggesting.runs(one, range(1, 20))))


def left(at: Store) -> int:
    return at.call(lambda one: suggesting.count_unread(one, suggesting.signature()))


def test_every_article_is_read_once_with_progress(library: Store) -> None:
    with library as at:
        assert left(at) == 5
        assert noted(at) == {}
        steps = read(at)
        assert [done for done, _ in steps][:5] == [1, 2, 3, 4, 5]
        assert left(at) == 0
        assert read(at) == []
        run = noted(at)[3]
        assert (run.quotes, run.statistics, run.legal, run.commitments) == (1, 6, 1, 1)
        assert run.pending == 9
        assert not at.call(lambda one: list(check.check(one)))


def test_it_stops_whenever_wanted_and_goes_on_later(library: Store) -> None:
    with library as at:
        for _ in islice(suggesting.read_all(at), 3):
            pass
        assert left(at) == 3
        assert read(at)[0] == (1, 3)
        assert left(at) == 0


def test_only_the_newest_state_of_an_article_counts(library: Store) -> None:
    with library as at:
        read(at)
        newer = new_article("Desa itu punya 9 rumah.", "newer.txt")
        at.call(lambda one: articles.revise(one, 1, newer), saving=True)
        assert left(at) == 1
        assert 1 not in noted(at)
        read(at)
        assert noted(at)[1] == Run(statistics=1)
        revisions = at.call(lambda one: values(one, "SELECT revision_id FROM suggestion_runs"))
        assert sorted(revisions) == [2, 3, 4, 5, 6]


def test_newer_rules_and_other_lists_read_again(
    library: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with library as at:
        read(at)
        assert suggesting.signature(off={"b", "a"}) == suggesting.signature(off={"a", "b"})
        assert suggesting.signature(off={"a"}) != suggesting.signature()
        monkeypatch.setattr(engine, "VERSION", engine.VERSION + 1)
        wordlists.signature.cache_clear()
        try:
            assert left(at) == 5
            read(at)
            assert left(at) == 0
        finally:
            wordlists.signature.cache_clear()
        (tmp_path / "id.toml").write_text("[quotations]\nverbs = ['a']")
        list(suggesting.read_all(at, languages=tmp_path))
        assert left(at) == 5


def test_a_rule_that_is_off_is_not_counted(library: Store) -> None:
    with library as at:
        read(at, off=frozenset({"statistic.made"}))
        assert noted(at)[1] == Run(quotes=1, legal=1, commitments=1)


def test_what_was_decided_or_highlighted_is_not_counted(library: Store) -> None:
    with library as at:
        one = suggesting.of_article(at, 1)
        number, *_ = (each for each in one.found if each.rule == "statistic.made")
        law, *_ = (each for each in one.found if each.rule == "legal.made")
        made = accept(number, one.text, article_id=1, revision_id=1)
        refused = reject(law, one.text, article_id=1, revision_id=1)
        save(at, *(Change(None, each) for each in (*made.records, refused)))
        add(at, [highlight("12 sumur", "statistic", text=one.text)])
        read(at)
        before, after = noted(at)[2], noted(at)[1]
        assert (after.statistics, after.legal) == (before.statistics - 2, 0)


def test_trash_is_not_read_and_what_was_noted_goes_with_it(library: Store) -> None:
    with library as at:
        read(at)
        article = at.call(lambda one: articles.read(one, 2))
        save(at, Change(article, replace(article, trashed="2026-11-22T00:00:00.000Z")))
        add_article(at, "Ada 7 kursi.")
        assert left(at) == 1
        at.call(trash.empty_trash, saving=True)
        assert sorted(noted(at)) == [1, 3, 4, 5]
        assert (
            at.call(lambda one: values(one, "SELECT 2 FROM suggestion_keys WHERE revision_id = 2"))
            == []
        )
        assert not at.call(lambda one: list(check.check(one)))


def test_a_library_open_for_reading_is_left_as_it_is(library: Store) -> None:
    library.close()
    with Store.open(library.path, read_only=True) as at:
        assert read(at) == []
        assert suggesting.of_article(at, 1).pending


def test_an_article_that_is_not_there_is_named(library: Store) -> None:
    with library as at, pytest.raises(NoSuchRecord):
        suggesting.of_article(at, 99)


def test_the_language_that_is_set_and_the_date_are_read_from(library: Store) -> None:
    with library as at:
        number = add_article(at, "Ada 7 kursi.", language="en", published=_day("2026-05-05"))
        found = suggesting.of_article(at, number)
        assert found.reading.language.code == "en"
        assert found.reading.published == "2026-05-05"
        assert suggesting.of_article(at, 1).reading.language.code == "id"


def test_keys_lead_from_one_article_to_another(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def across(*given: object) -> list[object]:
        seen.append(given)
        return []

    monkeypatch.setattr(
        "annotations.checking.keys.keys_of", lambda *_: [Key("k", "air", "1", 0, 9)]
    )
    monkeypatch.setattr("annotations.checking.keys.across", across)
    with library as at:
        assert suggesting.of_article(at, 1).findings is not None
        assert seen == []
        read(at)
        stored = at.call(lambda one: tuples(one, "SELECT * FROM suggestion_keys ORDER BY 1"))
        assert stored == [(number, "k", "air", "1", 0, 9) for number in range(1, 6)]
        seen.clear()
        suggesting.of_article(at, 1)
        assert [given[2].text for given in seen] == TEXTS[1:]  # type: ignore[attr-defined]
        assert all(given[3] == [Key("k", "air", "1", 0, 9)] for given in seen)


def test_a_key_that_half_the_library_has_leads_nowhere(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "annotations.checking.keys.keys_of", lambda *_: [Key("k", "percent", "1", 0, 9)]
    )
    seen: list[object] = []

    def across(*given: object) -> list[object]:
        seen.append(given)
        return []

    monkeypatch.setattr("annotations.checking.keys.across", across)
    monkeypatch.setattr(elsewhere, "_COMMON", 4)
    with library as at:
        read(at)
        seen.clear()
        suggesting.of_article(at, 1)
        assert seen == []


def _day(iso: str) -> WrittenDate:
    return WrittenDate(words=iso, start=iso, end=iso, precision=DatePrecision.DAY)


class WrongRule:
    """A rule that breaks on one village."""

    RULES = ()

    def find(self, reading: Reading, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
        del found
        if "Desa 1 " in reading.text:
            raise ZeroDivisionError
        yield from ()


def test_an_article_on_which_a_rule_breaks_is_told_and_the_others_are_read(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "DETECTORS", (WrongRule(), made_rules))
    told: list[tuple[int, str]] = []
    with library as at:
        steps = suggesting.read_all(
            at, broken=lambda number, error: told.append((number, type(error).__name__))
        )
        assert [done for done, _ in steps][:5] == [1, 2, 3, 4, 5]
        assert told == [(2, "ZeroDivisionError")]
        assert noted(at)[2] == Run()
        assert noted(at)[3].pending == 9
        assert left(at) == 0, "it is not tried again and again"


def test_a_long_article_can_be_given_up_in_its_middle(library: Store) -> None:
    asked = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) > 3

    with library as at:
        with pytest.raises(GivenUp):
            list(suggesting.read_all(at, given_up=enough))
        assert left(at) == 5
        assert [done for done, _ in read(at)][:5] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "change", [{"language": "en"}, {"published": WrittenDate(start="2026-03-05")}], ids=str
)
def test_an_article_whose_language_or_date_was_corrected_is_read_again(
    library: Store, change: dict[str, object]
) -> None:
    with library as at:
        read(at)
        article = at.call(lambda one: articles.read(one, 3))
        metadata = replace(article.metadata, **change)  # type: ignore[arg-type] # of each its own
        save(at, Change(article, replace(article, metadata=metadata)))
        assert left(at) == 1
        read(at)
        assert left(at) == 0


def test_articles_of_one_page_are_compared_with_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the real rules
    built = "Kabupaten Arunika membangun {n} rumah pompa di Kecamatan Hulu Sungai tahun lalu."
    with store(tmp_path, [f"Baru. {built}".format(n=n) for n in (120, 180)]) as at:
        read(at)
        assert [noted(at)[number].checks for number in (1, 2)] == [1, 1]
        assert left(at) == 0


def test_keys_are_written_a_few_at_a_time(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with library as at:
        read(at)
        before = at.call(_keys)
        monkeypatch.setattr(suggesting, "MOST_ROWS", 1)
        read(at, off=frozenset({"none.such"}))
        assert at.call(_keys) == before


def _keys(library: Library) -> list[tuple[object, ...]]:
    return tuples(library, "SELECT revision_id, kind, key, value FROM suggestion_keys ORDER BY 1")
