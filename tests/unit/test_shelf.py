"""The law shelf: provisions in order, pasted texts, and quoted wording held against them."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import shelf, wording
from annotations.facts import LegalReference
from annotations.provisions import ProvisionText
from annotations.queries import Filter
from annotations.revising.symbols import symbols
from annotations.shelf import Cited
from annotations.storage import laws
from annotations.storage.history import Change, revert
from annotations.storage.store import Store
from annotations.vocabulary import ArticleKind, QuoteType
from annotations.wording import WordChange, compare
from tests.builders import TEXT, add, highlight, save, store

LAW = (
    "(1) Setiap orang berhak hidup sejahtera lahir dan batin, bertempat tinggal, dan mendapatkan"
    " lingkungan hidup yang baik.\n(2) Setiap orang berhak mendapat kemudahan."
)


def reference(article: str = "", *, iri: bool = True, **fields: Any) -> LegalReference:  # noqa: ANN401 - of any field
    made = LegalReference(
        uid=str(uuid4()), jurisdiction="id", instrument="UU", number="2", year="2002",
        article=article, **fields,
    )  # fmt: skip
    place = f"#art_{article}" if article else ""
    place += f"__para_{made.paragraph}" if made.paragraph else ""
    return replace(made, iri=f"/akn/id/act/uu/2002/2{place}") if iri else made


def cited(law: LegalReference, number: int = 1, **fields: Any) -> Cited:  # noqa: ANN401 - of any field
    return Cited(reference=law, highlight=number, uid=f"u{number}", **fields)


# -------------------------------------------------------------------- order and keys


def test_a_number_of_any_length_has_its_place() -> None:
    long = "9" * 5_000
    (found,) = shelf.shelf(cited(reference(each)) for each in (long, "0", "10", "9", "012"))
    assert [each.article for each in found.provisions] == ["0", "9", "10", "012", long]


def test_provisions_stand_in_their_natural_order() -> None:
    laws_ = [
        reference("27", paragraph="1"), reference("5"), reference("12A"), reference("12"),
        reference("27"), reference(), reference("27", paragraph="10"),
        reference("27", paragraph="2"),
    ]  # fmt: skip
    (found,) = shelf.shelf(cited(law, number) for number, law in enumerate(laws_))
    assert [(each.article, each.paragraph) for each in found.provisions] == [
        ("", ""), ("5", ""), ("12", ""), ("12A", ""), ("27", ""), ("27", "1"), ("27", "2"),
        ("27", "10"),
    ]  # fmt: skip
    assert (found.name, found.count) == ("UU No. 2 Tahun 2002", 8)


def test_a_law_without_an_identifier_stands_with_the_same_one_that_has_it() -> None:
    typed, read = reference("28", iri=False, paragraph="1"), reference("28", paragraph="1")
    other = replace(typed, number="3")
    found = shelf.shelf([cited(typed, 1), cited(read, 2, article=2), cited(other, 3)])
    assert [(each.key, each.count) for each in found] == [
        ("/akn/id/act/uu/2002/2", 2),
        ("uu|3|2002|", 1),
    ]
    assert found[0].keys == ("/akn/id/act/uu/2002/2", "uu|2|2002|")
    (provision,) = found[0].provisions
    assert provision.key == read.iri
    assert [each.highlight for each in provision.references] == [1, 2]


@pytest.mark.parametrize(
    ("law", "key"),
    [
        (LegalReference(iri="/akn/id/act/uu/2002/2#art_1"), "/akn/id/act/uu/2002/2"),
        (LegalReference(instrument="UU", number="2", year="2002"), "uu|2|2002|"),
        (LegalReference(instrument="Act", name="Data Protection Act", year="2018"),
         "act||2018|data protection act"),
        (LegalReference(court="MK", case_number="60/PUU-XXII/2024"), "|60/puu-xxii/2024||mk"),
        (LegalReference(citation="Perwali Soal Air"), "perwali soal air"),
    ],
)  # fmt: skip
def test_references_to_one_instrument_share_a_key(law: LegalReference, key: str) -> None:
    assert shelf.law_key(law) == key


def test_a_provision_takes_its_text_from_what_it_stands_in_and_the_day() -> None:
    whole, old, new, none = (
        ProvisionText(id=1, iri="law#art_28", text="whole"),
        ProvisionText(id=2, iri="law#art_28__para_1", text="old", valid_from="2002-01-08"),
        ProvisionText(id=3, iri="law#art_28__para_1", text="new", valid_from="2020-01-01"),
        ProvisionText(id=4, iri="law", text="all of it"),
    )
    some = [whole, new, old, none]
    assert shelf.texts_for("law#art_28__para_1", some) == [old, new]
    assert shelf.texts_for("law#art_28__para_2", some) == [whole]
    assert shelf.texts_for("law#art_9", some) == [none]
    assert shelf.texts_for("other#art_9", some) == []
    assert shelf.in_force([new, old], "2019-05-01") is old
    assert shelf.in_force([new, old], "2020-01-01") is new
    assert shelf.in_force([new, old], "1999-01-01") is old
    assert shelf.in_force([new, old]) is new
    assert shelf.in_force([]) is None


# -------------------------------------------------------------------- word by word


def told(quotation: str, law: str = LAW) -> list[tuple[str, str]]:
    return [(each.change.value, each.text) for each in compare(quotation, law).pieces]


def test_a_quotation_is_a_piece_of_the_law_and_its_ends_are_not_missing() -> None:
    assert told("Setiap orang berhak mendapat kemudahan")[1] == (
        "same",
        "Setiap orang berhak mendapat kemudahan",
    )
    found = compare("Setiap orang berhak mendapat kemudahan", LAW)
    assert (found.same, found.missing, found.added, found.faithful) == (5, 0, 0, True)


def test_a_first_capital_makes_no_quotation_unfaithful_and_another_one_does() -> None:
    assert compare("setiap orang berhak mendapat kemudahan", LAW).faithful
    assert not compare("SETIAP orang berhak mendapat kemudahan", LAW).faithful
    assert not compare("setiap Orang berhak mendapat kemudahan", LAW).faithful


def test_missing_added_and_left_out_words_are_told_apart() -> None:
    found = compare("“setiap warga berhak hidup … dan mendapatkan lingkungan”", LAW)
    assert [(each.change.value, each.text) for each in found.pieces][1:-1] == [
        ("case", "setiap"),
        ("missing", "orang"),
        ("added", "warga"),
        ("same", "berhak hidup"),
        ("left_out", "sejahtera lahir dan batin, bertempat tinggal,"),
        ("mark", "…"),
        ("same", "dan mendapatkan lingkungan"),
    ]
    assert (found.case, found.missing, found.added, found.left_out) == (1, 1, 1, 6)
    assert not found.faithful


def test_white_space_and_typography_are_the_same_and_it_is_said() -> None:
    found = compare("lahir  dan\nbatin - “baik”", 'lahir dan batin — "baik"')
    assert (found.missing, found.added, found.marks, found.folded) == (0, 0, 0, True)
    assert not compare("dan batin", "lahir dan batin").folded


def test_a_long_law_is_searched_for_where_it_is_quoted() -> None:
    words = [f"kata{number}" for number in range(20_000)]
    found = compare(" ".join(words[15_000:15_100]), " ".join(words))
    assert (found.same, found.missing, found.added) == (100, 0, 0)


@given(st.text("ab ….,“", max_size=24), st.text("ab ….,“", max_size=24))
@settings(max_examples=60)
def test_no_word_of_either_side_is_lost_or_told_twice(quotation: str, law: str) -> None:
    pieces = compare(quotation, law).pieces
    quoted = "".join("".join(each.quoted for each in pieces).split())
    own = "".join(quotation.split())
    assert quoted in {own, own[1:-1]}, "but for the marks around all of it"
    assert "".join("".join(each.law for each in pieces).split()) == "".join(law.split())


def test_a_text_is_faithful_to_itself() -> None:
    found = compare(LAW, LAW)
    words = [span for span in symbols(LAW, 0, len(LAW)) if LAW[span.start].isalnum()]
    assert (found.same, found.faithful) == (len(words), True)
    assert [each.change for each in found.pieces] == [WordChange.SAME]


def test_only_words_that_quote_the_law_are_held_against_it() -> None:
    law = reference("28")
    assert wording.quoted(cited(replace(law, wording="a b"), quote="c"), LAW) == "a b"
    document = cited(law, quote="c", quote_type=QuoteType.DOCUMENT)
    assert wording.quoted(document, LAW) == "c"
    assert wording.quoted(cited(law, quote="c", article_kind=ArticleKind.LAW), LAW) == "c"
    spoken = "Pasal 28: “Setiap orang berhak hidup”, katanya, “dan itu benar”."
    assert wording.quoted(cited(law, quote=spoken), LAW) == "Setiap orang berhak hidup"
    assert wording.quoted(cited(law, quote="Pasal 28 mengatur hak hidup setiap orang"), LAW) == ""


# -------------------------------------------------------------------- in a library


@pytest.fixture
def library(tmp_path: Path) -> Store:
    return store(tmp_path, [TEXT, f"{TEXT}\n\nLagi."])


def test_the_shelf_lists_who_cites_what_under_a_filter(library: Store) -> None:
    with library as at:
        law = reference("33", paragraph="3")
        add(
            at,
            [
                highlight("Pasal 33", "legal", legal=(law, reference("5"))),
                highlight("ayat 3", "legal", article=2, revision=2, legal=(reference("33"),)),
                highlight("Hak atas air", legal=(reference("1"),)),
            ],
        )
        (found,) = at.call(laws.shelf)
        assert (found.count, found.articles) == (3, 2)
        assert [each.article for each in found.provisions] == ["5", "33", "33"]
        (one,) = found.provisions[2].references
        assert (one.reference.number, one.highlight, one.quote) == ("2", 1, "Pasal 33")
        (found,) = at.call(lambda lib: laws.shelf(lib, Filter(articles=(2,))))
        assert found.count == 1


def test_a_pasted_provision_can_be_changed_taken_away_and_undone(library: Store) -> None:
    with library as at:
        pasted = ProvisionText(uid=str(uuid4()), iri="law#art_1", text="Semula", source="Lembaran")
        save(at, Change(None, pasted))
        (stored,) = at.call(laws.provisions)
        changed = save(at, Change(stored, replace(stored, text="Baru", valid_from="2020-01-01")))
        (stored,) = at.call(laws.provisions)
        assert (stored.text, stored.valid_from, stored.source) == ("Baru", "2020-01-01", "Lembaran")
        removed = save(at, Change(stored, None))
        assert at.call(laws.provisions) == []
        at.call(lambda lib: revert(lib, removed.id), saving=True)
        at.call(lambda lib: revert(lib, changed.id), saving=True)
        assert [each.text for each in at.call(laws.provisions)] == ["Semula"]
