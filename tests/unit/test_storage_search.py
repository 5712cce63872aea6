"""Lists, counts and searches say the same of one library, and the index stays in step."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.facts import Attribution, Check, Commitment, WrittenDate
from annotations.model import Article, Highlight, Placement, Promise, PromiseStep, Speaker
from annotations.queries import ArticleOrder, Filter, Hit
from annotations.storage import articles, facets, highlights, history, indexing, search
from annotations.storage.history import Change
from annotations.storage.library import Library, rows
from annotations.storage.store import Store
from annotations.storage.writing import writing
from annotations.vocabulary import (
    ArticleKind,
    CheckKind,
    ClaimState,
    DatePrecision,
    ImportStatus,
    PlacementState,
    PromiseStatus,
    WordingState,
)
from tests.builders import TEXT, add, add_article, highlight, new_article, quote, save, store

CAFE = "Kafe di Curug Lama\n\nRaperda 60/PUU-XXII/2024 dibahas. Café itu “tutup” sejak Mei."
RAIN = "Hujan Turun Lagi\n\nSungai meluap di tiga kelurahan."


def day(iso: str) -> WrittenDate:
    return WrittenDate(iso, iso, iso, DatePrecision.DAY)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    """Three articles: 1 of 2026-03-02 with three highlights, 2 of 2026-05-01, 3 with no date."""
    with store(tmp_path, []) as made:
        add_article(made, TEXT, outlet="Harian Lereng", published=day("2026-03-02"))
        release = ArticleKind.RELEASE
        add_article(made, CAFE, outlet="Warta", published=day("2026-05-01"), kind=release)
        add_article(made, RAIN, outlet="Harian Lereng")
        kept = PromiseStep(uid="st", status=PromiseStatus.KEPT)
        save(
            made,
            Change(None, Speaker(uid="sri", name="Sri Lestari", aliases=("Bu Sri",))),
            Change(None, Speaker(uid="old", name="S. Lestari")),
            Change(None, Promise(uid="pr", what="sumur", steps=(kept,))),
        )
        old = Speaker(uid="old", name="S. Lestari")
        save(made, Change(old, replace(old, merged_into="sri")))
        supported = Check(uid="c1", kind=CheckKind.CLAIM, state="supported")
        published = Check(uid="c2", kind=CheckKind.WORDING, state="as_published")
        add(
            made,
            [
                highlight("36 ribu orang", "statistic", note="tanya BPS", uid="people"),
                highlight("12 sumur", "commitment", "statistic", uid="wells", speaker="old",
                          starred=True, checks=(supported, published),
                          commitments=(Commitment(uid="cm", promise="pr"),)),
                highlight("Pasal 33 ayat 3", "legal", uid="law",
                          attribution=Attribution(speaker_as_written="Ketua Ranting")),
            ],
        )  # fmt: skip
        yield made


def found(library: Store, wanted: Filter) -> tuple[list[int], list[str]]:
    def job(at: Library) -> tuple[list[int], list[str]]:
        some = highlights.ids(at, wanted)
        assert highlights.count(at, wanted) == len(some)
        listed = articles.ids(at, wanted)
        return listed, [each.uid for each in highlights.read(at, some)]

    return library.call(job)


ALL = ["people", "wells", "law"]


@pytest.mark.parametrize(
    ("wanted", "listed", "marked"),
    [
        (Filter(), [2, 1, 3], ALL),
        (Filter(articles=(1, 3)), [1, 3], ALL),
        (Filter(articles=(2,)), [2], []),
        (Filter(kinds=(ArticleKind.RELEASE,)), [2], []),
        (Filter(outlets=("Harian Lereng",)), [1, 3], ALL),
        (Filter(published_from="2026-03-02", published_to="2026-04-30"), [1], ALL),
        (Filter(published_to="2026"), [2, 1], ALL),
        (Filter(published_from="2026-03-03"), [2], []),
        (Filter(with_highlights=True), [1], ALL),
        (Filter(tags=("statistic",)), [1], ["people", "wells"]),
        (Filter(tags=("legal", "commitment")), [1], ["wells", "law"]),
        (Filter(speakers=("sri",)), [1], ["wells"]),
        (Filter(speaker="bu sr"), [1], ["wells"]),
        (Filter(speaker="LESTARI"), [1], ["wells"]),
        (Filter(speaker="ketua"), [1], ["law"]),
        (Filter(speaker="nobody%"), [], []),
        (Filter(claim=(ClaimState.SUPPORTED,)), [1], ["wells"]),
        (Filter(wording=(WordingState.UNCHECKED,)), [1], ["people", "law"]),
        (Filter(unchecked=True), [1], ["people", "law"]),
        (Filter(commitment_status=(PromiseStatus.KEPT,)), [1], ["wells"]),
        (Filter(commitment_status=(PromiseStatus.BROKEN,)), [], []),
        (Filter(placement=(PlacementState.EXACT,)), [1], ALL),
        (Filter(placement=(PlacementState.LOST,)), [], []),
        (Filter(words="bps"), [1], ["people"]),
        (Filter(words="lereng lestari"), [1], []),
        (Filter(words="sumur"), [1], ["wells"]),
        (Filter(words="cafe"), [2], []),
        (Filter(words="§ — !"), [], []),
        (Filter(tags=("statistic",), speakers=("sri",), words="sumur"), [1], ["wells"]),
        (Filter(trash=True), [], []),
    ],
)  # fmt: skip
def test_one_filter_means_the_same_for_articles_and_highlights(
    library: Store, wanted: Filter, listed: list[int], marked: list[str]
) -> None:
    assert found(library, wanted) == (listed, marked)


def test_a_star_is_asked_of_what_is_listed(library: Store) -> None:
    assert found(library, Filter(starred=True)) == ([], ["wells"])


@pytest.mark.parametrize(
    ("order", "listed"),
    [
        (ArticleOrder.NEWEST, [2, 1, 3]),
        (ArticleOrder.OLDEST, [3, 1, 2]),
        (ArticleOrder.ADDED, [3, 2, 1]),
        (ArticleOrder.TITLE, [3, 2, 1]),
        (ArticleOrder.OUTLET, [1, 3, 2]),
    ],
)
def test_a_list_is_sorted_as_asked(library: Store, order: ArticleOrder, listed: list[int]) -> None:
    assert library.call(lambda at: articles.ids(at, Filter(), order)) == listed


@pytest.mark.parametrize("order", list(ArticleOrder))
def test_no_order_of_the_list_sorts_rows_or_reads_the_table(
    library: Store, order: ArticleOrder
) -> None:
    from annotations.storage.filters import article_query

    query, parameters = article_query(Filter(), order)
    plan = library.call(lambda at: rows(at, f"EXPLAIN QUERY PLAN {query}", parameters))
    details = " ".join(row["detail"] for row in plan)
    assert "TEMP B-TREE" not in details
    assert "COVERING INDEX" in details


def test_a_page_of_the_list_counts_highlights_by_tag(library: Store) -> None:
    first, other = library.call(lambda at: articles.rows(at, [1, 99, 3]))
    assert (first.id, first.highlights, first.unchecked, first.to_review) == (1, 3, 2, 0)
    assert first.tag_counts == (("commitment", 1), ("statistic", 2), ("legal", 1))
    assert (other.id, other.highlights, other.tag_counts) == (3, 0, ())


def test_facets_count_what_the_filters_find(library: Store) -> None:
    library.call(lambda at: articles.mark_read(at, 1, read=True), saving=True)
    counts = library.call(facets.facets)
    assert (counts.all, counts.unread, counts.starred, counts.with_highlights) == (3, 2, 0, 1)
    assert (counts.unchecked, counts.unchecked_highlights, counts.trash) == (1, 2, 0)
    assert [(each.value, each.count) for each in counts.kinds] == [("news", 2), ("release", 1)]
    assert [(each.name, each.count) for each in counts.outlets] == [
        ("Harian Lereng", 2),
        ("Warta", 1),
    ]
    assert [each.count for each in counts.tags] == [1, 2, 1]
    assert [(each.value, each.name, each.count) for each in counts.speakers] == [
        ("sri", "Sri Lestari", 1)
    ]
    narrowed = library.call(lambda at: facets.facets(at, Filter(tags=("legal",))))
    assert [each.count for each in narrowed.tags] == [0, 0, 1]


def hits(library: Store, words: str) -> list[Hit]:
    return library.call(lambda at: search.search(at, words))


def test_a_find_says_where_it_stands(library: Store) -> None:
    (hit,) = hits(library, "puu-xxii/2024")
    assert (hit.article, hit.highlight, hit.title) == (2, 0, "Kafe di Curug Lama")
    assert CAFE[hit.start :].startswith("PUU-XXII/2024")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["PUU-XXII/2024"]


def test_highlights_are_found_by_quote_note_and_speaker(library: Store) -> None:
    for words, where in (("tanya", 1), ("sumur", 2), ("ketua ranting", 3), ("lestari", 2)):
        assert [each.highlight for each in hits(library, words) if each.highlight] == [where]


def test_a_find_in_a_title_has_no_place_in_the_text(library: Store) -> None:
    before = library.call(lambda at: articles.read(at, 3))
    after = replace(before, metadata=replace(before.metadata, title="Banjir Bandang"))
    save(library, Change(before, after))
    assert [(hit.article, hit.start) for hit in hits(library, "bandang")] == [(3, -1)]


def test_what_is_in_the_trash_is_found_nowhere_else(library: Store) -> None:
    (wells,) = library.call(lambda at: highlights.read(at, [2]))
    save(library, Change(wells, replace(wells, trashed="2026-06-01T00:00:00.000Z")))
    assert found(library, Filter(trash=True)) == ([], ["wells"])
    assert found(library, Filter()) == ([2, 1, 3], ["people", "law"])
    assert [hit.highlight for hit in hits(library, "sumur")] == [0]
    before = library.call(lambda at: articles.read(at, 1))
    save(library, Change(before, replace(before, trashed="2026-06-01T00:00:00.000Z")))
    assert found(library, Filter(trash=True)) == ([1], ALL)
    assert hits(library, "sumur") == []
    assert library.call(facets.facets).trash == 1


def test_emptying_the_trash_leaves_no_trace(library: Store) -> None:
    before = library.call(lambda at: articles.read(at, 1))
    done = save(library, Change(before, replace(before, trashed="2026-06-01T00:00:00.000Z")))
    assert library.call(history.empty_trash, saving=True) == 4
    assert found(library, Filter(trash=True)) == ([], [])
    undone = library.call(lambda at: history.revert(at, done.id), saving=True)
    assert (undone.id, undone.records) == (0, ())
    assert_in_step(library)
    library.call(lambda at: at.db.conn.execute("VACUUM"), saving=True)
    data = library.path.read_bytes()
    assert b"36 ribu orang" not in data
    assert b"tanya BPS" not in data
    assert b"Curug Lama" in data
    assert library.call(lambda at: rows(at, "PRAGMA foreign_key_check")) == []


def assert_in_step(library: Store) -> None:
    def job(at: Library) -> list[str]:
        return [name for name in indexing.INDEXES if not indexing.in_step(at, name)]

    assert library.call(job) == []


def test_the_index_follows_every_change_and_undo(library: Store) -> None:
    people = library.call(lambda at: highlights.read(at, [1]))[0]
    one = save(library, Change(people, replace(people, note="telepon dinas")))
    assert [hit.highlight for hit in hits(library, "dinas")] == [1]
    assert hits(library, "tanya") == []
    assert_in_step(library)
    library.call(lambda at: history.revert(at, one.id), saving=True)
    assert hits(library, "dinas") == []
    assert [hit.highlight for hit in hits(library, "tanya")] == [1]
    sri = Speaker(uid="old", name="S. Lestari", merged_into="sri")
    renamed = save(library, Change(sri, replace(sri, name="Retno")))
    assert [hit.highlight for hit in hits(library, "retno")] == [2]
    assert_in_step(library)
    library.call(lambda at: history.revert(at, renamed.id), saving=True)
    assert hits(library, "retno") == []
    assert_in_step(library)


def test_an_edit_by_another_program_is_noticed_and_mended(library: Store) -> None:
    def spoil(at: Library) -> None:
        at.db.conn.execute("UPDATE articles SET title = 'Lain'")

    def mend(at: Library) -> bool:
        assert not indexing.in_step(at, "articles_fts")
        with writing(at):
            indexing.rebuild(at)
        return indexing.in_step(at, "articles_fts")

    library.call(spoil, saving=True)
    assert library.call(mend, saving=True)
    assert len(hits(library, "lain")) == 3


def test_a_new_revision_keeps_the_old_one_and_places_what_stands_on_it(library: Store) -> None:
    newer = "Berita lain.\n\n" + TEXT.replace(" Pasal 33 ayat 3 Undang-Undang Dasar 1945", "")

    def job(at: Library) -> object:
        return articles.revise(at, 1, new_article(newer))

    library.call(job, saving=True)
    assert library.call(lambda at: articles.revision(at, 1).text.text) == newer
    assert library.call(lambda at: articles.revision(at, 1, 1).text.text) == TEXT
    placed = library.call(lambda at: highlights.placements(at, 1))
    assert newer[placed[1].start : placed[1].end] == "36 ribu orang"
    assert placed[1].state is PlacementState.MOVED
    assert placed[3].state is PlacementState.LOST
    entry = library.call(lambda at: highlights.entries(at, [1]))[0]
    assert (entry.revision_number, entry.placement) == (1, placed[1])
    assert entry.sentence == "Sebanyak 36 ribu orang tinggal di lereng itu."
    assert found(library, Filter(placement=(PlacementState.LOST,))) == ([1], ["law"])
    assert library.call(facets.facets).to_review == 1
    assert library.call(lambda at: articles.rows(at, [1]))[0].to_review == 1
    assert [hit.article for hit in hits(library, "berita")] == [1]
    assert_in_step(library)


def test_a_highlight_on_an_older_revision_is_placed_on_the_newer_one_and_again_by_redo(
    library: Store,
) -> None:
    newer = new_article("Berita lain.\n\n" + TEXT)
    library.call(lambda at: articles.revise(at, 1, newer), saving=True)
    made = highlight("Sri Lestari, bupati", uid="late")
    done = save(library, Change(None, made))
    number = done.records[0].id

    def placed() -> object:
        return library.call(lambda at: highlights.placements(at, 1).get(number))

    moved = Placement(made.quote.start + 14, made.quote.end + 14, PlacementState.MOVED)
    assert placed() == moved
    undone = library.call(lambda at: history.revert(at, done.id), saving=True)
    assert (undone.conflicts, placed()) == ((), None)
    library.call(lambda at: history.revert(at, undone.id), saving=True)
    assert placed() == moved
    shorter = replace(made, quote=quote("Sri Lestari"))
    save(library, Change(made, shorter))
    assert placed() == replace(moved, end=moved.end - len(", bupati"))


def test_the_same_words_are_not_added_twice(library: Store) -> None:
    same_text = replace(new_article(TEXT), original=b"other bytes")
    again, text, new = library.call(
        lambda at: articles.add_all(at, [new_article(CAFE), same_text, new_article("Baru\n\nYa.")]),
        saving=True,
    )
    assert (again.status, again.article) == (ImportStatus.DUPLICATE, 2)
    assert (text.status, text.article) == (ImportStatus.DUPLICATE, 1)
    assert (new.status, new.article) == (ImportStatus.ADDED, 4)


def test_what_was_imported_is_read_back_to_the_byte(library: Store) -> None:
    revision = library.call(lambda at: articles.revision(at, 2))
    new = new_article(CAFE)
    assert revision.text == new.imported.text
    assert library.call(lambda at: articles.original(at, revision.original_sha256)) == new.original
    (entry,) = library.call(lambda at: articles.revisions(at, 2))
    assert (entry.number, entry.text_sha256) == (1, new.imported.text.sha256)
    article = library.call(lambda at: articles.read(at, 2))
    assert isinstance(article, Article)
    assert library.call(lambda at: articles.by_uid(at, article.uid)) == article


def test_highlights_of_an_article_are_in_reading_order(library: Store) -> None:
    add(library, [highlight("36", uid="inner"), highlight("Sebanyak 36 ribu", uid="outer")])
    read: list[Highlight] = library.call(lambda at: highlights.of_article(at, 1))
    assert [each.uid for each in read] == ["outer", "people", "inner", "wells", "law"]


def test_a_whole_page_pasted_in_is_a_query(library: Store) -> None:
    typed = " NOT ".join(["air"] * 2000)
    assert hits(library, typed) == []
    assert [hit.highlight for hit in hits(library, "sumur " * 2000)] == [2, 0]


def test_finds_come_in_pages_the_newest_first(library: Store) -> None:
    add_article(library, "Sumur Baru\n\nSumur itu dalam.")
    add(library, [highlight("Kami akan membangun 12 sumur", uid="again")])

    def page(before: int) -> list[int]:
        return [
            hit.article
            for hit in library.call(lambda at: search.newest(at, "sum*", before=before, limit=1))
        ]

    assert (page(0), page(4), page(1)) == ([4], [1], [])
    (first,) = library.call(lambda at: search.newest(at, "sumu", typing=True, before=4))
    assert [first.snippet[start:end] for start, end in first.marks] == ["sumur"]
    assert TEXT[first.start :].startswith("sumur")
    highlighted = library.call(lambda at: search.newest_highlights(at, "sumur"))
    assert [hit.highlight for hit in highlighted] == [4, 2]
    older = library.call(lambda at: search.newest_highlights(at, "sumur", before=4))
    assert [hit.highlight for hit in older] == [2]
    assert library.call(lambda at: search.newest(at, "?")) == []
    assert library.call(lambda at: search.newest_highlights(at, "")) == []


def test_a_page_of_finds_has_nothing_of_the_trash(library: Store) -> None:
    (wells,) = library.call(lambda at: highlights.read(at, [2]))
    save(library, Change(wells, replace(wells, trashed="2026-06-01T00:00:00.000Z")))
    assert library.call(lambda at: search.newest_highlights(at, "sumur")) == []
    assert [hit.article for hit in library.call(lambda at: search.newest(at, "sumur"))] == [1]
    before = library.call(lambda at: articles.read(at, 1))
    save(library, Change(before, replace(before, trashed="2026-06-01T00:00:00.000Z")))
    assert library.call(lambda at: search.newest(at, "sumur")) == []
    assert library.call(lambda at: search.newest_highlights(at, "bps")) == []
