"""A quote with its source, in each style; nothing made up, and nobody named who must not be."""

from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

import pytest

from annotations.citing import CitationStyle, Form, Said, cite
from annotations.citing.own import FIELDS, check
from annotations.citing.source import is_body
from annotations.entries import Entry
from annotations.errors import BadCitation, MayNotLeave
from annotations.facts import LegalReference, Translation, WrittenDate
from annotations.model import Locator, Speaker
from annotations.sentences import sentence
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    ArticleKind,
    DatePrecision,
    LocatorKind,
    Terms,
)
from resources import catalogue
from tests.made_entries import article, changed, entry

EN, ID = catalogue("en"), catalogue("id")
NO_DATE = WrittenDate()
PAGE = Locator(LocatorKind.PAGE, "41", 41)
TIME = Locator(LocatorKind.TIME, "00:12:31")
YEAR = WrittenDate("2002", "2002-01-01", "2002-12-31", DatePrecision.YEAR)
SECRET = Speaker(
    uid="s-9", name="Bambang Sutrisno", aliases=("Pak Bam",), confidential=True, shown_as="a clerk"
)


def _made(place: Locator | None = None, speaker: bool = True, **about: Any) -> Entry:  # noqa: ANN401 - of any field
    made = entry(14, "12 sumur", of=article(7, **{"title": "Debit Waduk Turun", **about}))
    made = replace(made, locator=place)
    return made if speaker else replace(made, speaker=None)


def _below(made: Entry, style: CitationStyle, words: Any = EN) -> tuple[str, str]:  # noqa: ANN401 - a catalogue
    first, _, second = cite(made, words, form=Form(style=style)).partition("\n")
    return first, second


QUOTED, TITLED = "Ratna Wibisono, quoted in", "“Debit Waduk Turun,” Harian Arunika,"
MAYOR = "Ratna Wibisono, Wali Kota, Pemkot"
URL = "https://arunika.example/berita/7"
LIST = f"Lestari, S. (2026, October 14). Debit Waduk Turun. Harian Arunika. {URL}"


@pytest.mark.parametrize(
    ("made", "text", "listed"),
    [
        (_made(PAGE), "Ratna Wibisono, as cited in Lestari, 2026, p. 41", LIST),
        (_made(TIME, speaker=False), "Lestari, 2026, at 00:12:31", LIST),
        (
            _made(speaker=False, byline=""),
            "“Debit Waduk Turun”, 2026",
            f"Debit Waduk Turun. (2026, October 14). Harian Arunika. {URL}",
        ),
        (
            _made(speaker=False, byline="Sekar Ayu Lestari, Ratna, dan Tomi Halim", url=""),
            "Lestari et al., 2026",
            f"Lestari, S. A., Ratna, & Halim, T. {LIST[12:].removesuffix(f' {URL}')}",
        ),
        (
            _made(speaker=False, byline="Humas Polda Arunika", published=NO_DATE, outlet=""),
            "Humas Polda Arunika, n.d.",
            f"Humas Polda Arunika. (n.d.). Debit Waduk Turun. {URL}",
        ),
        (
            _made(Locator(LocatorKind.PARAGRAPH, "3.14"), speaker=False, kind=ArticleKind.RULING,
                title="Putusan Nomor 60/PUU-XXII/2024", byline="Panitera", outlet="", url="",
                published=WrittenDate("2024", "2024-08-20", "2024-08-20", DatePrecision.DAY)),
            "Putusan Nomor 60/PUU-XXII/2024, [3.14]",
            "Putusan Nomor 60/PUU-XXII/2024.",
        ),
        (
            _made(speaker=False, kind=ArticleKind.LAW, title="Undang-Undang Desa", outlet="",
                url="", published=YEAR),
            "Undang-Undang Desa, 2002",
            "Undang-Undang Desa (2002).",
        ),
    ],
)  # fmt: skip
def test_apa_names_author_year_and_place(made: Entry, text: str, listed: str) -> None:
    assert _below(made, CitationStyle.APA) == (f"“12 sumur” ({text})", listed)


def test_apa_speaks_indonesian() -> None:
    first, second = _below(_made(published=NO_DATE), CitationStyle.APA, ID)
    assert first.startswith("“12 sumur” (Ratna Wibisono, ")
    assert "(2026, 14 Oktober)" in _below(_made(), CitationStyle.APA, ID)[1]
    assert second.startswith("Lestari, S. (")


@pytest.mark.parametrize(
    ("made", "note"),
    [
        (
            _made(PAGE),
            f"{QUOTED} Sekar Lestari, {TITLED} October 14, 2026, p. 41, {URL}.",
        ),
        (
            _made(byline="", published=NO_DATE, url=""),
            "Ratna Wibisono, quoted in “Debit Waduk Turun,” Harian Arunika, n.d..".replace(
                "..", "."
            ),
        ),
        (
            _made(speaker=False, kind=ArticleKind.LAW, outlet="", url="", published=YEAR),
            "Debit Waduk Turun, 2002.",
        ),
    ],
)
def test_chicago_writes_a_note(made: Entry, note: str) -> None:
    assert _below(made, CitationStyle.CHICAGO) == ("“12 sumur”", note)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Sekar Lestari", False),
        ("J. P. Coen-Tan", False),
        ("Ratna", True),
        ("Tim Redaksi", True),
        ("Ahmad bin Umar", True),
        ("Kantor Berita Antara", True),
        ("sekar lestari", True),
        ("Satu Dua Tiga Empat Lima", True),
        ("Unit 8 Kepolisian", True),
    ],
)
def test_only_the_name_of_a_person_is_turned_round(name: str, body: bool) -> None:
    assert is_body(name) is body


@pytest.mark.parametrize(
    ("template", "made", "told"),
    [
        ("{quote}", _made(), "“12 sumur”"),
        ("{ original } {number}", _made(), "12 sumur K-014"),
        ("{quote}[, hlm. {page}][ | {url}]", _made(url=""), "“12 sumur”"),
        ("{quote}[, hlm. {page}]", _made(PAGE), "“12 sumur”, hlm. p. 41"),
        ("{{{title}}} [[{year}]]", _made(), "{Debit Waduk Turun} [2026]"),
        ("%s {quote} $x \\1 <b>", _made(), "%s “12 sumur” $x \\1 <b>"),
        ("{title}", _made(title="{quote} [x]"), "{quote} [x]"),
        ("", _made(), f"“12 sumur” ({MAYOR}, Harian Arunika, 14 October 2026, K-014)"),
    ],
)  # fmt: skip
def test_an_own_form_is_filled_and_nothing_in_it_runs(
    template: str, made: Entry, told: str
) -> None:
    assert cite(made, EN, form=Form(style=CitationStyle.OWN, template=template)) == told


@pytest.mark.parametrize(
    ("template", "field"),
    [
        ("{nobody}", "nobody"),
        ("{quote.__class__}", "quote.__class__"),
        ("{quote!r}", "quote!r"),
        ("{}", ""),
        ("{quote", ""),
        ("[{quote}", ""),
        ("[a[b]]", ""),
        ("quote}", ""),
        ("]", ""),
    ],
)
def test_a_form_with_a_field_there_is_none_of_is_told_in_a_sentence(
    template: str, field: str
) -> None:
    with pytest.raises(BadCitation) as raised:
        check(template)
    assert raised.value.field == field
    assert field in sentence(raised.value, EN)
    assert sentence(raised.value, EN).endswith(".") or "{" not in sentence(raised.value, EN)


def test_original_or_translation_is_chosen_and_a_translation_says_so() -> None:
    made = changed(
        _made(),
        translations=(
            Translation(language="nl", text="12 putten"),
            Translation(language="en-GB", text="12 wells", translator="S.L."),
        ),
    )
    told = {
        said: cite(made, EN, form=Form(style=CitationStyle.OWN, template="{quote}", said=said))
        for said in Said
    }
    assert told == {
        Said.ORIGINAL: "“12 sumur”",
        Said.TRANSLATION: "“12 wells” [translated by S.L.]",
        Said.BOTH: "“12 sumur” – “12 wells” [translated by S.L.]",
    }
    bare = cite(_made(), EN, form=Form(said=Said.TRANSLATION))
    assert bare.startswith("“12 sumur” (")


def test_settings_that_make_no_sense_are_the_plain_style() -> None:
    assert Form.of("mla", "x", "dubbed") == Form(template="x")
    assert Form.of("apa", "", "both") == Form(style=CitationStyle.APA, said=Said.BOTH)


def _named_everywhere(record: Any, name: str) -> Any:  # noqa: ANN401 - any record
    """Write a name into every text of a record that a person or a rule may have filled."""
    kept = {"uid", "start", "end", "text_sha256", "exact", "language", "embargo", "published"}
    changes: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in kept or isinstance(value, StrEnum):
            continue
        if isinstance(value, str):
            changes[each.name] = f"{name} {value}".strip()
        elif is_dataclass(value) and not isinstance(value, type):
            changes[each.name] = _named_everywhere(value, name)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[each.name] = tuple(_named_everywhere(item, name) for item in value)
    return replace(record, **changes)


@pytest.mark.parametrize("said", Said)
@pytest.mark.parametrize("style", CitationStyle)
@pytest.mark.parametrize("speaks", [True, False])
def test_a_confidential_name_in_any_field_stands_in_no_citation(
    style: CitationStyle,
    said: Said,
    speaks: bool,
) -> None:
    made = changed(
        entry(14, "12 sumur", (COMMITMENT, STATISTIC, LEGAL)),
        translations=(Translation(language="en", text="12 wells", translator="?"),),
        legal=(LegalReference(citation="Pasal 1", name="?"),),
        trashed="",
        origin="hand",
    )
    made = replace(made, locator=Locator(LocatorKind.MESSAGE, ", 10:00"), speaker=None)
    made = _named_everywhere(made, "Pak Bam")
    made = replace(
        made,
        speaker=SECRET if speaks else None,
        article=replace(made.article, id=7, terms=Terms.NONE),
        highlight=replace(made.highlight, terms=Terms.NONE, tags=(LEGAL,)),
    )
    template = " ".join(f"{{{field}}}" for field in FIELDS)
    form = Form(style=style, template=template, said=said)
    told = cite(made, EN, speakers=(SECRET,), form=form).casefold()
    assert "12" in told
    assert "bam" not in told
    assert "bambang" not in told
    with pytest.raises(MayNotLeave):
        cite(changed(made, terms=Terms.OFF_RECORD), EN, speakers=(SECRET,), form=form)


def test_the_example_shows_every_style() -> None:
    from annotations.citing import written
    from annotations.citing.example import example

    template = " ".join(f"{{{field}}}" for field in FIELDS)
    told = {written(example(), EN, Form(style=style, template=template)) for style in CitationStyle}
    assert len(told) == len(CitationStyle)
    assert all("120 pompa" in each for each in told)
