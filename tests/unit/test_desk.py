"""The table of all highlights: sorted by any column, counted, and read a page at a time."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from annotations.desk import DeskColumn, DeskFacets, DeskOrder, DeskRow, show_fact
from annotations.facts import Attribution, Check, Commitment, LegalReference, Statistic, WrittenDate
from annotations.model import Evidence, Promise, PromiseStep, Speaker
from annotations.queries import Facet, Filter
from annotations.shelf import law_key, law_name
from annotations.storage import (
    articles,
    desk,
    desk_facets,
    highlights,
    history,
    laws,
    merged,
    search,
)
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import (
    ArticleKind,
    CheckKind,
    ClaimState,
    CommitmentKind,
    DatePrecision,
    EvidenceKind,
    EvidenceStance,
    PlacementState,
    PromiseStatus,
    Terms,
    WordingState,
)
from resources import catalogue
from tests.builders import TEXT, add, add_article, highlight, new_article, save, store

RAIN = "Hujan Turun Lagi\n\nSungai meluap di tiga kelurahan, kata Café Lama."
DAM = LegalReference(uid="l1", instrument="UU", number="17", year="2019", citation="UU 17/2019")
RIVER = LegalReference(uid="l2", iri="/akn/id/act/2019/17#art_8", citation="Pasal 8 UU 17/2019")


def day(iso: str) -> WrittenDate:
    return WrittenDate(iso, iso, iso, DatePrecision.DAY)


def pledge(uid: str, deadline: str = "", **fields: str) -> Commitment:
    return Commitment(uid=uid, what="sumur", deadline=day(deadline) if deadline else WrittenDate(),
                      **fields)  # type: ignore[arg-type] # fmt: skip


def figure(uid: str, value: int) -> Statistic:
    return Statistic(uid=uid, value=Decimal(value), unit="people")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    """Two articles with seven highlights; speaker "old" is one with "sri", promise "p2" with "p1".

    1 has a statistic of 36,000, 2 of 200 and a commitment hidden; 3 is a pledge, 4 another with a
    deadline, 5 and 6 cite a law, 7 stands in the second article and has nothing.
    """
    with store(tmp_path, []) as made:
        add_article(made, TEXT, outlet="Warta", published=day("2026-03-02"))
        add_article(made, RAIN, outlet="Arus", kind=ArticleKind.RELEASE)
        two = (PromiseStep(uid="s1", status=PromiseStatus.KEPT, when="2026-02-01"),)
        one = (PromiseStep(uid="s2", status=PromiseStatus.BROKEN, when="2026-01-01"),)
        save(
            made,
            Change(None, Speaker(uid="sri", name="Sri Lestari", aliases=("Bu Sri",))),
            Change(None, Speaker(uid="old", name="S. L.", merged_into="sri", confidential=True)),
            Change(None, Promise(uid="p1", what="sumur", steps=one)),
            Change(None, Promise(uid="p2", what="sumur", steps=two, merged_into="p1")),
        )
        said = Attribution(date_said=day("2026-04-05"))
        claim = Check(uid="c1", kind=CheckKind.CLAIM, state="supported")
        wording = Check(uid="c2", kind=CheckKind.WORDING, state="as_published")
        add(made, [
            highlight("36 ribu orang", "statistic", uid="h1", statistics=(figure("f1", 36000),),
                      checks=(claim, wording), assigned_to="ana", starred=True),
            highlight("Sebanyak", "statistic", uid="h2", statistics=(figure("f2", 200),),
                      commitments=(pledge("m0", "2026-01-01", promise="p1"),), speaker="old"),
            highlight("12 sumur", "commitment", "statistic", uid="h3", speaker="sri",
                      commitments=(pledge("m1", promise="p1"),), assigned_to="Budi",
                      attribution=said, statistics=(figure("f3", 12),)),
            highlight("musim", "commitment", uid="h4", terms=Terms.BACKGROUND,
                      commitments=(pledge("m2", "2027-01-01"),), note="tanya"),
            highlight("Pasal 33", "legal", uid="h5", legal=(DAM,)),
            highlight("Hak atas air", "legal", uid="h6", legal=(RIVER,),
                      attribution=Attribution(speaker_as_written="hakim")),
            highlight("Sungai", text=RAIN, article=2, revision=2, uid="h7",
                      report_note="untuk pembaca"),
        ])  # fmt: skip
        save(made, *(
            Change(None, Evidence(uid=f"e{n}", highlight=uid, kind=EvidenceKind.CALL,
                                  stance=EvidenceStance(stance)))
            for n, (uid, stance) in enumerate(
                [("h1", "supports"), ("h1", "contradicts"), ("h1", "supports"), ("h3", "context")]
            )
        ))  # fmt: skip
        yield made


def listed(library: Store, wanted: Filter, order: DeskOrder | None = None) -> list[int]:
    return library.call(lambda at: desk.ids(at, wanted, order))


@pytest.mark.parametrize(
    ("column", "upwards", "downwards"),
    [
        (DeskColumn.NUMBER, [1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1]),
        (DeskColumn.QUOTE, [3, 1, 6, 4, 5, 2, 7], [7, 2, 5, 4, 6, 1, 3]),
        (DeskColumn.TAGS, [4, 3, 1, 2, 5, 6, 7], [5, 6, 1, 2, 3, 4, 7]),
        (DeskColumn.SPEAKER, [6, 2, 3, 1, 4, 5, 7], [2, 3, 6, 1, 4, 5, 7]),
        (DeskColumn.FACT, [2, 1, 4, 3, 6, 5, 7], [5, 6, 3, 4, 1, 2, 7]),
        (DeskColumn.ARTICLE, [7, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7]),
        (DeskColumn.OUTLET, [7, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7]),
        (DeskColumn.SAID, [1, 2, 4, 5, 6, 3, 7], [3, 1, 2, 4, 5, 6, 7]),
        (DeskColumn.PUBLISHED, [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]),
        (DeskColumn.WORDING, [2, 3, 4, 5, 6, 7, 1], [1, 2, 3, 4, 5, 6, 7]),
        (DeskColumn.CLAIM, [2, 3, 4, 5, 6, 7, 1], [1, 2, 3, 4, 5, 6, 7]),
        (DeskColumn.EVIDENCE, [3, 1, 2, 4, 5, 6, 7], [1, 3, 2, 4, 5, 6, 7]),
        (DeskColumn.ASSIGNED, [1, 3, 2, 4, 5, 6, 7], [3, 1, 2, 4, 5, 6, 7]),
    ],
)
def test_the_table_is_sorted_by_every_column_and_what_is_empty_comes_last(
    library: Store, column: DeskColumn, upwards: list[int], downwards: list[int]
) -> None:
    assert listed(library, Filter(), DeskOrder(column)) == upwards
    assert listed(library, Filter(), DeskOrder(column, descending=True)) == downwards


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(highlights=(7, 2, 99)), [2, 7]),
        (Filter(assigned=("ana", "Budi")), [1, 3]),
        (Filter(assigned=("",)), [2, 4, 5, 6, 7]),
        (Filter(evidence=("supports",)), [1]),
        (Filter(evidence=("context", "")), [2, 3, 4, 5, 6, 7]),
        (Filter(terms=(Terms.BACKGROUND,)), [4]),
        (Filter(laws=(law_key(DAM),)), [5]),
        (Filter(laws=(law_key(RIVER), "none")), [6]),
        (Filter(promises=("p1",)), [3]),
        (Filter(promises=("p2",)), []),
        (Filter(commitment_status=(PromiseStatus.KEPT,)), [3]),
        (Filter(commitment_status=(PromiseStatus.PENDING,)), [4]),
        (Filter(commitment_status=(PromiseStatus.BROKEN,)), []),
        (Filter(said_from="2026-04-01"), [3]),
        (Filter(said_to="2026-03"), [1, 2, 4, 5, 6]),
        (Filter(words="sung", typing=True), [7]),
        (Filter(words="sung"), []),
    ],
)  # fmt: skip
def test_every_field_of_the_filter_narrows_the_table(
    library: Store, wanted: Filter, found: list[int]
) -> None:
    assert listed(library, wanted) == found


def test_a_stance_is_no_pending_promise(library: Store) -> None:
    stance = Commitment(uid="m9", kind=CommitmentKind.STANCE, what="harga mati")
    add(library, [highlight("kemarau", "commitment", uid="h8", commitments=(stance,))])
    assert listed(library, Filter(commitment_status=(PromiseStatus.PENDING,))) == [4]


def rows(library: Store, *some: int) -> list[DeskRow]:
    return library.call(lambda at: desk.rows(at, some))


def test_a_page_of_rows_says_what_the_table_shows(library: Store) -> None:
    river, wells, people = rows(library, 7, 3, 99, 1)
    assert (wells.label, wells.quote, wells.quote_length) == ("K-003", "12 sumur", 8)
    assert wells.tags == ("commitment", "statistic")
    assert (wells.facts, show_fact(wells, catalogue("en"))) == (2, "sumur")
    assert (wells.speaker, wells.speaker_name, wells.confidential) == ("sri", "Sri Lestari", False)
    assert (wells.said.start, wells.published.start) == ("2026-04-05", "2026-03-02")
    assert wells.evidence == ((EvidenceStance.CONTEXT, 1),)
    assert people.evidence == ((EvidenceStance.SUPPORTS, 2), (EvidenceStance.CONTRADICTS, 1))
    assert (people.wording, people.claim) == (WordingState.AS_PUBLISHED, ClaimState.SUPPORTED)
    assert (people.assigned_to, people.starred, people.noted) == ("ana", True, False)
    assert show_fact(people, catalogue("en")) == "36,000 people"
    assert (river.article_id, river.article_title, river.outlet) == (2, "Hujan Turun Lagi", "Arus")
    assert (river.fact, river.facts, show_fact(river, catalogue("en"))) == (None, 0, "")
    assert (river.report_note, river.placement) == ("untuk pembaca", PlacementState.EXACT)
    merged, pledged = rows(library, 2, 4)
    assert (merged.speaker, merged.speaker_name, merged.confidential) == (
        "sri",
        "Sri Lestari",
        True,
    )
    assert (merged.facts, isinstance(merged.fact, Statistic)) == (1, True)
    assert (pledged.terms, pledged.noted) == (Terms.BACKGROUND, True)


def test_a_row_holds_the_beginning_of_a_long_quote(library: Store) -> None:
    text = "x" * 999
    number = add_article(library, text)
    add(library, [highlight(text, text=text, article=number, revision=number, uid="long")])
    (row,) = rows(library, 8)
    assert (len(row.quote), row.quote_length) == (400, 999)


def test_a_row_knows_where_it_stands_now_and_that_it_is_in_the_trash(library: Store) -> None:
    newer = new_article(TEXT.replace("36 ribu orang", "37 ribu jiwa di sana"))
    library.call(lambda at: articles.revise(at, 1, newer), saving=True)
    (pledged,) = library.call(lambda at: highlights.read(at, [4]))
    save(library, Change(pledged, replace(pledged, trashed="2026-06-01T00:00:00.000Z")))
    shown, moved, gone = rows(library, 1, 2, 4)
    assert shown.placement in {PlacementState.REVIEW, PlacementState.LOST}
    assert moved.placement in {PlacementState.EXACT, PlacementState.MOVED}
    assert (gone.trashed[:10], moved.trashed) == ("2026-06-01", "")
    assert listed(library, Filter(trash=True)) == [4]


def facets(library: Store, wanted: Filter | None = None) -> DeskFacets:
    return library.call(lambda at: desk_facets.facets(at, wanted))


def counted(some: tuple[Facet, ...]) -> dict[str, int]:
    return {each.value: each.count for each in some if each.count}


def test_each_facet_counts_what_choosing_it_would_find(library: Store) -> None:
    wanted = [
        Filter(),
        Filter(tags=("statistic",)),
        Filter(speakers=("sri",), wording=(WordingState.UNCHECKED,)),
        Filter(evidence=("",), laws=(law_key(DAM), law_key(RIVER))),
        Filter(outlets=("Warta",), assigned=("",), words="a*"),
        Filter(commitment_status=(PromiseStatus.PENDING,), terms=(Terms.BACKGROUND,)),
    ]
    fields = ("tags", "speakers", "outlets", "kinds", "wording", "claim", "assigned", "evidence",
              "commitment_status", "laws", "terms")  # fmt: skip
    for asked in wanted:
        counts = facets(library, asked)
        assert counts.found == len(listed(library, asked))
        for name in fields:
            for facet in getattr(counts, name):
                one = listed(library, replace(asked, **{name: (facet.value,)}))  # type: ignore[arg-type]
                assert len(one) == facet.count, (asked, name, facet)


def test_facets_count_under_the_filter_without_their_own_field(library: Store) -> None:
    counts = facets(library)
    assert (counts.all, counts.found, counts.trash) == (7, 7, 0)
    assert (counts.unchecked, counts.starred, counts.to_review) == (6, 1, 0)
    assert counted(counts.tags) == {"commitment": 2, "statistic": 3, "legal": 2}
    assert [(each.value, each.name, each.count) for each in counts.speakers] == [
        ("sri", "Sri Lestari", 2)
    ]
    assert counted(counts.evidence) == {"supports": 1, "contradicts": 1, "context": 1, "": 5}
    assert counted(counts.commitment_status) == {"kept": 1, "pending": 1}
    assert {each.name for each in counts.laws} == {law_name(DAM), "Pasal 8 UU 17/2019"}
    narrowed = facets(library, Filter(tags=("legal",)))
    assert counted(narrowed.tags) == counted(counts.tags)
    assert (narrowed.found, counted(narrowed.evidence)) == (2, {"": 2})


def test_facets_read_in_parts_are_those_of_the_whole(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Filter(tags=("statistic", "legal"))
    whole = facets(library), facets(library, asked)
    monkeypatch.setattr(desk_facets, "_STEP", 2)
    assert (facets(library), facets(library, asked)) == whole


def test_facets_leave_out_the_trash(library: Store) -> None:
    (pledged,) = library.call(lambda at: highlights.read(at, [4]))
    save(library, Change(pledged, replace(pledged, trashed="2026-06-01T00:00:00.000Z")))
    before = library.call(lambda at: articles.read(at, 2))
    save(library, Change(before, replace(before, trashed="2026-06-01T00:00:00.000Z")))
    counts = facets(library)
    assert (counts.all, counts.found, counts.trash) == (5, 5, 2)
    assert counted(counts.commitment_status) == {"kept": 1}
    assert counted(facets(library, Filter(trash=True)).tags) == {"commitment": 1}


def test_an_empty_filter_of_nothing_counts_nothing(library: Store) -> None:
    counts = facets(library, Filter(words="tidak ada"))
    assert (counts.found, counts.unchecked, counted(counts.tags)) == (0, 0, {})


def test_the_law_of_a_facet_is_the_law_of_the_shelf(library: Store) -> None:
    shelf = library.call(laws.shelf)
    on_shelf = {key for instrument in shelf for key in instrument.keys}
    assert {each.value for each in facets(library).laws} == on_shelf


def test_a_page_of_the_table_has_the_words_that_were_found(library: Store) -> None:
    found = library.call(lambda at: search.snippets(at, "sumu", [1, 3, 7], typing=True))
    assert [*found] == [3]
    assert [found[3].text[start:end] for start, end in found[3].marks] == ["sumur"]
    assert library.call(lambda at: search.snippets(at, "!", [1, 3])) == {}
    assert library.call(lambda at: search.snippets(at, "sumur", [])) == {}


def test_a_promise_and_a_speaker_made_while_counting_break_no_count(library: Store) -> None:
    made = iter(range(9))

    def another(at: Library) -> None:
        number = next(made, None)
        if number is not None:
            fact = pledge(f"x{number}", promise=f"q{number}")
            of = highlight("musim", "commitment", uid=f"y{number}", speaker=f"z{number}")
            history.replace(
                at,
                [
                    Change(None, Speaker(uid=f"z{number}", name="Baru")),
                    Change(None, Promise(uid=f"q{number}", what="jalan")),
                    Change(None, replace(of, commitments=(fact,))),
                ],
                label="Meanwhile",
            )

    def counting(at: Library) -> DeskFacets:
        others = at.let_others
        at.let_others = lambda: another(at)
        try:
            return desk_facets.facets(at, Filter())
        finally:
            at.let_others = others

    counts = library.call(counting, saving=True)

    assert next(made) > 3
    assert counted(counts.commitment_status)["pending"] > 1


def test_of_steps_of_one_day_the_filter_takes_the_same_last_one_as_the_ledger(
    library: Store,
) -> None:
    days = [("broken", "2026-02-01"), ("kept", "2026-02-02"), ("in_progress", "2026-02-02")]
    some = tuple(PromiseStep(uid=f"o{n}", status=PromiseStatus(status), when=when)
                 for n, (status, when) in enumerate(days))  # fmt: skip
    late = PromiseStep(uid="o9", status=PromiseStatus.PARTIALLY_KEPT, when="2026-02-02")
    save(
        library,
        Change(None, Promise(uid="p3", what="jalan", steps=some)),
        Change(None, Promise(uid="p4", what="jalan", steps=(late,), merged_into="p3")),
    )
    fact = pledge("m9", promise="p4")
    add(library, [highlight("musim", "commitment", uid="h9", commitments=(fact,))])

    (known,) = library.call(lambda at: merged.relatives(at, ["p4"]))
    found = listed(library, Filter(commitment_status=(known.whole.status,)))

    assert known.whole.status is PromiseStatus.PARTIALLY_KEPT
    assert 8 in found


def test_a_merged_promise_in_the_trash_says_nothing_of_the_one_that_stands(library: Store) -> None:
    old = library.call(lambda at: merged.family(at, "p1"))
    assert old is not None
    save(library, Change(old.merged[0], replace(old.merged[0], trashed="2026-11-01T00:00:00.000Z")))

    assert listed(library, Filter(commitment_status=(PromiseStatus.BROKEN,))) == [3]
