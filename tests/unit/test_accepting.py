"""A suggestion becomes a highlight with its facts and its speaker, confirmed by nobody yet."""

from dataclasses import replace
from decimal import Decimal

import pytest

from annotations.detection.accepting import accept, reject
from annotations.detection.filling import confirm, facts_at, fill, speech_at
from annotations.detection.found import Kind, Named
from annotations.detection.registry import is_name, newcomer, resolve
from annotations.facts import Attribution, Source, Statistic
from annotations.model import Highlight, Span, Speaker
from annotations.vocabulary import Origin, QuoteType, Verdict
from tests.builders import TEXT, highlight
from tests.proposed import everything, law, people, pledge, quotation, suggestion, well

SRI = Speaker(uid="sri", name="Sri Lestari")


def test_a_number_becomes_a_highlight_with_its_tag_and_its_fact() -> None:
    made = accept(people(), TEXT, article_id=4, revision_id=7)
    found = made.highlight
    assert (found.article_id, found.revision_id, found.quote.exact) == (4, 7, "36 ribu orang")
    assert found.origin is Origin.SUGGESTION
    assert found.tags == ("statistic",)
    (fact,) = found.statistics
    assert (fact.value, fact.unit) == (Decimal(36_000), "orang")
    assert fact.uid
    (source,) = fact.sources
    assert TEXT[source.start : source.end] == "36 ribu"
    assert source.rule == "statistic.made"
    assert not source.confirmed


def test_a_quotation_becomes_a_plain_quote_of_its_speaker() -> None:
    made = accept(quotation(), TEXT, article_id=1, revision_id=1, speakers=[SRI])
    said = made.highlight.attribution
    assert made.highlight.tags == ()
    assert made.highlight.speaker == "sri"
    assert said.speaker_as_written == "Sri Lestari"
    assert (said.cue, said.role, said.quote_type) == ("kata", "bupati", QuoteType.DIRECT)
    named = next(each for each in said.sources if each.field == "speaker_as_written")
    assert TEXT[named.start : named.end] == "Sri Lestari"
    assert made.records == (made.highlight, made.decision)


def test_a_speaker_whom_nobody_knows_comes_in_the_same_change_set() -> None:
    made = accept(quotation(), TEXT, article_id=1, revision_id=1)
    new, found, decision = made.records
    assert isinstance(new, Speaker)
    assert (new.name, new.role) == ("Sri Lestari", "bupati")
    assert isinstance(found, Highlight)
    assert found.speaker == new.uid
    assert decision == made.decision
    assert made.decision.highlight == found.uid
    assert made.decision.verdict is Verdict.ACCEPTED


def test_a_name_that_two_have_asks_and_sets_nobody() -> None:
    two = [SRI, Speaker(uid="other", name="Sri L.", aliases=("SRI LESTARI",))]
    made = accept(quotation(), TEXT, article_id=1, revision_id=1, speakers=two)
    assert made.highlight.speaker == ""
    assert made.highlight.attribution.speaker_as_written == "Sri Lestari"
    assert {each.uid for each in made.resolved.candidates} == {"sri", "other"}
    assert len(made.records) == 2


def test_a_number_inside_a_quotation_is_said_by_its_speaker() -> None:
    made = accept(
        well(), TEXT, article_id=1, revision_id=1, suggestions=everything(), speakers=[SRI]
    )
    assert made.highlight.speaker == "sri"
    assert made.highlight.attribution.cue == "kata"
    assert [each.unit for each in made.highlight.statistics] == ["sumur"]


def test_a_number_outside_every_quotation_is_said_by_nobody() -> None:
    made = accept(people(), TEXT, article_id=1, revision_id=1, suggestions=everything())
    assert made.highlight.attribution == Attribution()
    assert made.resolved.new is None


def test_accepted_with_another_tag_it_takes_that_tag_s_facts() -> None:
    made = accept(
        quotation(), TEXT, article_id=1, revision_id=1, tag="commitment", suggestions=everything()
    )
    assert made.highlight.tags == ("commitment",)
    assert [each.what for each in made.highlight.commitments] == ["membangun 12 sumur"]
    assert made.decision.kind == "quote"


def test_accepted_as_a_plain_quote_a_number_keeps_its_fact_hidden() -> None:
    made = accept(people(), TEXT, article_id=1, revision_id=1, tag="")
    assert made.highlight.tags == ()
    assert [each.unit for each in made.highlight.statistics] == ["orang"]


def test_a_rejection_is_known_by_its_words_and_not_by_its_rule() -> None:
    one = reject(people(), TEXT, article_id=1, revision_id=1)
    moved = f"Ralat.\n\n{TEXT}"
    other = reject(people(text=moved, rule="statistic.new"), moved, article_id=1, revision_id=2)
    assert one.verdict is Verdict.REJECTED
    assert one.highlight == ""
    assert one.quote_sha256 == other.quote_sha256
    assert one.start != other.start


# ---------------------------------------------------------------------- the registry

KNOWN = [
    Speaker(uid="ratna", name="Ratna Wibisono", aliases=("Bu Ratna",)),
    Speaker(uid="budi-1", name="Budi Santoso", role="wali kota"),
    Speaker(uid="budi-2", name="Budi Santoso", role="dokter"),
    Speaker(uid="old", name="R. Wibisono", merged_into="ratna"),
    Speaker(uid="gone", name="Tono Wirawan", trashed="2026-01-01"),
    Speaker(uid="agency", name="Badan Cuaca Arunika", is_institution=True),
]


@pytest.mark.parametrize(
    ("name", "who", "asked"),
    [
        ("Ratna Wibisono", "ratna", set()),
        ("ratna wibisono", "", set()),  # written small it is no name
        ("RATNA  WIBISONO", "ratna", set()),
        ("Bu Ratna", "ratna", set()),
        ("R. Wibisono", "ratna", set()),  # merged: who stands for him
        ("Badan Cuaca Arunika", "agency", set()),
        ("Budi Santoso", "", {"budi-1", "budi-2"}),
        ("Ratna", "", {"ratna"}),  # a part of a name proposes and never resolves
        ("Wibisono", "", {"ratna"}),
        ("Ratna Wibisono Putri", "", {"ratna"}),
        ("Tono Wirawan", "new", set()),  # whoever is in the trash is not meant
        ("Dewi Anggraini", "new", set()),
        ("Sari van der Meer", "new", set()),
        ("saksi mata", "", set()),
        ("a resident", "", set()),
        ("", "", set()),
    ],
)
def test_a_name_is_looked_up(name: str, who: str, asked: set[str]) -> None:
    found = resolve(Named(name=name), KNOWN)
    assert {each.uid for each in found.candidates} == asked
    if who == "new":
        assert found.new is not None
        assert found.new.name == name
        assert found.speaker == found.new.uid
    else:
        assert found.new is None
        assert found.speaker == who


def test_an_office_without_a_name_is_nobody_s_name() -> None:
    assert not is_name(Named(name="Kepala Dinas", role="Kepala Dinas"))
    assert is_name(Named(name="Ratna Wibisono", role="Kepala Dinas"))


@pytest.mark.parametrize(
    ("name", "text", "who"),
    [
        ("Saya", "“Ya,” kata Saya. Kalau saya, tidak.", ""),
        ("Lulusan", "“Ya,” ujarnya.\n\nLulusan itu pulang.", ""),
        ("Police", "Police said no. “We saw it.” Later police left.", ""),
        ("Sri", "“Ya,” kata Sri. Sri pulang.", "new"),
        ("Sri", "Sri pulang. “Ya,” kata SRI, Sri.", "new"),
        ("Pemerintah", "Kata Pemerintah, air cukup. Tetapi pemerintah lupa.", "known"),
        ("Kota Lama", "Kota Lama itu kota yang lama.", "new"),
    ],
)
def test_a_word_that_only_begins_a_sentence_is_nobody_s_name(
    name: str, text: str, who: str
) -> None:
    known = [Speaker(uid="known", name="Pemerintah", is_institution=True)]
    found = resolve(Named(name=name), known, text)
    assert found.candidates == ()
    assert found.speaker == (found.new.uid if found.new is not None else who)
    assert (found.new is not None) == (who == "new")


def test_an_institution_that_speaks_is_one_in_the_registry_too() -> None:
    made = newcomer(Named(name="Badan Air Arunika", institution="Badan Air Arunika"))
    assert made.is_institution
    assert made.institution == ""


def test_who_has_no_name_is_written_as_the_article_calls_him() -> None:
    said = replace(quotation(), speaker=Named(name="saksi mata"), attribution=Attribution())
    made = accept(said, TEXT, article_id=1, revision_id=1)
    assert made.highlight.speaker == ""
    assert made.highlight.attribution.speaker_as_written == "saksi mata"
    assert len(made.records) == 2


# ---------------------------------------------------------------------- made by hand


def test_a_highlight_made_by_hand_is_filled_with_what_stands_there() -> None:
    found = fill(highlight("36 ribu", "statistic"), everything())
    assert [each.unit for each in found.highlight.statistics] == ["orang"]
    assert found.highlight.origin is Origin.HAND
    assert all(each.uid for each in found.highlight.statistics)


def test_a_whole_sentence_takes_every_number_of_it_and_its_speaker() -> None:
    sentence = TEXT[TEXT.index("Sebanyak") : TEXT.index("\n\nHak")]
    found = fill(highlight(sentence, "statistic", "commitment"), everything(), [SRI])
    assert [each.unit for each in found.highlight.statistics] == ["orang", "sumur"]
    assert [each.who for each in found.highlight.commitments] == ["Sri Lestari"]
    assert found.highlight.legal == ()
    assert found.highlight.speaker == "sri"


def test_what_a_person_wrote_is_left_alone() -> None:
    own = Statistic(uid="own", value=Decimal(1))
    said = Attribution(speaker_as_written="Bu Sri")
    made = highlight("12 sumur", "statistic", statistics=(own,), attribution=said)
    assert fill(made, everything()).highlight == made


def test_a_tag_that_is_added_later_gets_its_facts() -> None:
    first = fill(highlight("12 sumur", "statistic"), everything(), [SRI]).highlight
    second = fill(replace(first, tags=("statistic", "commitment")), everything(), [SRI]).highlight
    assert second.statistics == first.statistics
    assert [each.what for each in second.commitments] == ["membangun 12 sumur"]


def test_where_the_rules_see_nothing_nothing_is_filled() -> None:
    made = highlight("lereng itu", "statistic", "legal")
    assert fill(made, everything()).highlight == made


def test_the_tightest_passage_around_a_selection_is_meant() -> None:
    inner = suggestion("12 sumur", Kind.QUOTE)
    place = Span(inner.start, inner.end - 2)
    assert speech_at(place, [quotation(), inner]) == inner
    assert facts_at(place, Kind.STATISTIC, [well(), law()])[0] != well().fact  # with its own uid
    assert [each.who for each in facts_at(place, Kind.COMMITMENT, [pledge()])] == ["Sri Lestari"]  # type: ignore[union-attr]


def test_a_field_that_a_person_confirmed_keeps_the_words_it_was_read_from() -> None:
    (fact,) = accept(people(), TEXT, article_id=1, revision_id=1).highlight.statistics
    (source,) = confirm(fact, "value").sources
    assert source == replace(fact.sources[0], confirmed=True)
    assert confirm(fact, "unit").sources[1] == Source("unit", confirmed=True)
    assert confirm(confirm(fact, "value"), "value") == confirm(fact, "value")
