"""A language is a file: with one of Dutch, and no line of code, an article in Dutch is read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from annotations.checking.checks import check
from annotations.checking.found import Mismatch
from annotations.detection import wordlists
from annotations.detection.engine import suggest
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import Reading, read
from annotations.facts import Commitment, LegalReference, Statistic
from annotations.importing.dates import read_date
from annotations.importing.language import language_of
from annotations.importing.spoken import spoken
from annotations.importing.worker import Worker
from annotations.places import languages_folder

DUTCH = Path(__file__).parents[1] / "data" / "languages"
LEAD = "De gemeente Oudewaard heeft het plan op maandag 6 oktober 2026 naar de raad gestuurd."
ARTICLE = f"""{LEAD}

Zij trekt dit jaar 3 miljoen euro uit voor nieuwe pompen, een stijging van 12,5 procent. Het
waterschap telt ongeveer 1.250,5 kilometer aan leidingen.

„We zullen voor 1 december twintig pompen plaatsen”, zei burgemeester Marijke van Elzen. „Dat is
hard nodig.”

“Het water staat tot aan de deur,” aldus Pieter Hoekema, voorzitter van de wijkraad.

Burgemeester Van Elzen beloofde de dijk binnen zes weken te herstellen. Dat is verplicht volgens
artikel 5 lid 2 van de Grondwet. Op 12 augustus 2026 werden 1.400 bewoners geholpen.
"""


@pytest.fixture
def dutch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KUTIP_LANGUAGES", str(DUTCH))
    wordlists.forget()
    yield DUTCH
    wordlists.forget()


@pytest.fixture
def article(dutch: Path) -> Reading:
    return read(ARTICLE, published="2026-10-06", languages=languages_folder())


def _of(reading: Reading, kind: Kind) -> list[Suggestion]:
    return [one for one in suggest(reading) if one.kind is kind]


def test_the_file_is_used_whole(dutch: Path) -> None:
    assert wordlists.left_out(dutch) == {}


def test_the_language_is_known_by_its_small_words(dutch: Path, article: Reading) -> None:
    assert language_of(ARTICLE) == article.language.code == "nl"
    assert article.language.name == "Nederlands"
    assert language_of(ARTICLE, spoken()) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Warga yang tinggal di tepi sungai itu tidak akan pindah karena air sudah surut.", "id"),
        ("The people who live on the river will not move, as the water is down and it was", "en"),
        ("We had in our house over the door a sign that was up for as long as it stood.", "en"),
        ("Het huis was van de man die in de straat over de brug woont, en hij is weg.", "nl"),
    ],
)
def test_one_language_more_takes_no_article_from_the_others(
    dutch: Path, text: str, language: str
) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dia telah pergi ke pasar itu kerana beliau mahu membeli ikan yang segar.", "ms"),
        ("Dia telah pergi ke pasar itu karena ingin membeli ikan yang segar.", "id"),
        ("Dia telah pergi ke pasar itu dan akan pulang.", ""),
    ],
)
def test_two_languages_that_share_their_small_words_are_told_apart_by_the_others(
    tmp_path: Path, text: str, language: str
) -> None:
    shared = sorted(spoken().small_words["id"] - {"karena", "bahwa"})
    words = [*shared, "kerana", "beliau", "ialah", "mahu", "bahawa"]
    (tmp_path / "ms.toml").write_text(f"[language]\nsmall_words = {words}", "utf-8")
    assert language_of(text, spoken(tmp_path)) == language


def test_numbers_are_read_with_their_marks_and_words(article: Reading) -> None:
    facts = [one.fact for one in _of(article, Kind.STATISTIC)]
    read = [(f.value, f.unit) for f in facts if isinstance(f, Statistic)]
    assert read == [
        (Decimal(3_000_000), "EUR"),
        (Decimal("12.5"), "percent"),
        (Decimal("1250.5"), "km"),
        (Decimal(20), "pompen"),
        (Decimal(1_400), "bewoners"),
    ]


def test_quotations_have_their_speakers(article: Reading) -> None:
    quotes = _of(article, Kind.QUOTE)
    said = [(article.words(one.span).split()[0], one.speaker.name) for one in quotes]
    assert said == [
        ("We", "Marijke van Elzen"),
        ("Dat", "Marijke van Elzen"),
        ("Het", "Pieter Hoekema"),
    ]


def test_pledges_have_their_deadlines(article: Reading) -> None:
    facts = [one.fact for one in _of(article, Kind.COMMITMENT)]
    due = [(f.who, f.deadline.start, f.deadline.end) for f in facts if isinstance(f, Commitment)]
    assert due == [
        ("Marijke van Elzen", "2026-12-01", "2026-12-01"),
        ("Marijke van Elzen", "2026-10-06", "2026-11-17"),
    ]


def test_a_code_is_cited_in_its_own_words(article: Reading) -> None:
    (law,) = _of(article, Kind.LEGAL)
    assert article.words(law.span) == "artikel 5 lid 2 van de Grondwet"
    assert isinstance(law.fact, LegalReference)
    assert (law.fact.instrument, law.fact.article, law.fact.paragraph) == ("Grondwet", "5", "2")
    assert law.fact.jurisdiction == ""


def test_a_weekday_is_held_against_its_date(article: Reading) -> None:
    findings = check(article, suggest(article))
    weekdays = [one for one in findings if one.kind is Mismatch.WEEKDAY]
    assert [one.values["date"] for one in weekdays] == [date(2026, 10, 6)]


def test_dates_are_read_where_an_article_is_imported(dutch: Path) -> None:
    assert read_date("Gepubliceerd op 9 maart 2026", "nl").start == "2026-03-09"
    assert read_date("Gepubliceerd in maart 2026", "nl").end == "2026-03-31"
    assert read_date("05/07/2026", "nl").start == "2026-07-05"
    with Worker() as worker:
        imported = worker.parse(f"Oudewaard\n\n12 maart 2026\n\n{ARTICLE}".encode(), "a.txt")
    assert imported.metadata.language == "nl"
    assert imported.metadata.published.start == "2026-03-12"


def test_a_user_adds_a_small_word_to_ours(tmp_path: Path) -> None:
    (tmp_path / "id.toml").write_text('[language]\nsmall_words = ["nyang", "-yang"]', "utf-8")
    small = spoken(tmp_path).small_words["id"]
    assert {"nyang", "dan"} <= small
    assert "yang" not in small


ODD_TABLES = [
    "[language]\nsmall_words = 'de het'",
    "[language]\nsmall_words = [1, ['de'], {a = 1}]",
    "[language]\nsmall_words = []",
    "language = 3",
    "[dates]\norder = 5\nmonths = ['januari']",
    "[dates.months]\nmaart = 13\n'' = 2\nmei = 'vijf'",
    "[dates.months]\nmaart = true",
    "[dates.named]\nmorgen = 'een'",
    "[dates.units]\nday = 'dag'\neon = ['eeuw']",
    "[dates.edges]\nstart = 3",
    "[dates.parts]\nkwart = ['kwartaal']",
    "[dates.weekdays]\nmaandag = 9",
    "[dates]\nshapes = [3, '<nothing>', '{a|b', '<year>', '...9', '']",
    "[checks]\nweekdays = 'maandag'\nother_weekdays = {ma = 'x'}",
    "[checks]\nweekdays = ['a','b','c','d','e','f','g','h']",
    "[checks.other_weekdays]\nma = 12",
    "[numbers]\ndecimal = ';'",
    "[numbers]\ndecimal = 3\nhundreds = 'honderd'",
    "[numbers.words]\neen = 'een'",
    "[numbers.words]\neen = 0\n'' = 3",
    "[numbers.magnitudes]\nduizend = -1000",
    "[numbers.magnitudes]\nduizend = 0",
    "[numbers.fractions]\nhalf = 'x'",
    "[numbers.letters]\n'' = 5",
    "numbers = []",
    "[statistics]\ncurrencies = ['€']",
    "[statistics.currencies]\n'' = 'EUR'\n'€' = 3",
    "[statistics.qualifiers]\n'bijna' = 'perhaps'",
    "[statistics]\nverb = '('",
    "[statistics.measures]\nton = 3",
    "[quotations]\nverbs = 'zei'\nbare = [3]",
    "[quotations]\nroots = ['', 'a']\nforms = ['~s', 3, '', '~']",
    "[quotations]\nroots = [3]\nforms = ['~s']",
    "[quotations]\nendings = 3\nbeginnings = {ME = 3}\nroots = ['a']\nforms = ['ME~']",
    "[quotations]\nweekdays = ['ma|', '|']\nclitics = ['']",
    "[quotations]\nadjacent_endings = ['']\npossessives = ['']",
    "[people]\nhead = 3\nranks = 'kolonel'\nchiefs = ['x']\nshort = {a = 3}",
    "[people]\nsuffixes = ['']\nbody_prefixes = ['']\nverb_ends = ['']",
    "[people.chiefs]\n'' = 'kepala'",
    "[people]\ndegrees = ['(', '*']\ncalled = ['', ' ']",
    "[legal]\narticle = 'artikel'\nnumber = [5]",
    "[legal]\ncodes = ['x']\nnumbered = 'Wet'",
    "[legal.numbered]\nWet = 'Wet'",
    "[legal.numbered]\nWet = ['']\nX = [3]",
    "[legal.codes]\nGrondwet = 3",
    "[legal.places]\nnl = 'Den Haag'\nbe = [1]",
    "[legal]\nverbs = ['(']\nstreets = ['*']",
    "[legal.known]\nX = 5\nY = '12'",
    "[legal.acts]\nheads = ['Wet', '']\nordinals = 3",
    "[commitments]\nshapes = 'x'",
    "[commitments]\nshapes = ['x', 3]",
    "[commitments]\nshapes = [{ rule = 3, form = 4, needs = 'voice', after = 5 }]",
    "[commitments]\nshapes = [{}]",
    "[commitments]\nshapes = [{ rule = 'x', form = '<nobody> (' }]",
    "[commitments]\nshapes = [{ rule = 'x', form = '{nolist} <any>' }]",
    "[commitments]\nfirst = ['*']\npledge = ['belooft', 'belooft', '']\nbare_act = [' ']",
    "[commitments]\nempty = 3\nstem_suffixes = ['']\nhead = 3",
]
HEAVY = ARTICLE + "\n\nKami akan membangun 20 sumur, kata Budi. Pasal 5 UU Nomor 2 Tahun 2002."


@pytest.mark.parametrize(
    ("odd", "code"),
    [(odd, "nl") for odd in ODD_TABLES] + [(odd, "id") for odd in ODD_TABLES[::5]],
)
def test_an_odd_value_is_one_sentence_or_silence(tmp_path: Path, odd: str, code: str) -> None:
    ours = (DUTCH / "nl.toml").read_text("utf-8") if code == "nl" else ""
    table = odd.split("]", maxsplit=1)[0] + "]" if odd.startswith("[") else ""
    # a table may stand in a file once: the odd one takes the place of the good one
    kept = _without(ours, table) if table else f"{odd}\n"
    (tmp_path / f"{code}.toml").write_text(f"{kept}\n{odd}\n" if table else kept, "utf-8")
    for error in wordlists.left_out(tmp_path).values():
        assert len(str(error).splitlines()) <= 1
    for language in ("", code):
        reading = read(HEAVY, code=language, published="2026-10-06", languages=tmp_path)
        found = suggest(reading)
        check(reading, found)
        assert all(0 <= one.start < one.end <= len(HEAVY) for one in found)


def _without(text: str, table: str) -> str:
    kept, inside = [], False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == table
        if not inside:
            kept.append(line)
    return "\n".join(kept)


TABLES = sorted(
    line for line in (DUTCH / "nl.toml").read_text("utf-8").splitlines() if line[:1] == "["
)


@pytest.mark.parametrize("table", TABLES)
def test_a_language_may_lack_any_table(tmp_path: Path, table: str) -> None:
    whole = (DUTCH / "nl.toml").read_text("utf-8")
    (tmp_path / "nl.toml").write_text(_without(whole, table), "utf-8")
    assert wordlists.left_out(tmp_path) == {}
    reading = read(HEAVY, code="nl", published="2026-10-06", languages=tmp_path)
    check(reading, suggest(reading))
    assert reading.language.name == "Nederlands"


def test_without_numbers_ours_are_borrowed_and_the_rest_stays(tmp_path: Path) -> None:
    own = 'name = "Nederlands"\n[statistics.measures]\nbunder = "hectare"\n'
    (tmp_path / "nl.toml").write_text(own, "utf-8")
    text = "Het bos meet 1.250 bunder en 1,250 meter, 12 percent meer, en kost Rp 3 miliar."
    found = suggest(read(text, code="nl", languages=tmp_path))
    facts = [one.fact for one in found]
    assert [(f.value, f.unit) for f in facts if isinstance(f, Statistic)] == [
        (Decimal(1_250), "hectare"),
        (Decimal(1_250), "metre"),
        (Decimal(12), "percent"),
        (Decimal(3_000_000_000), "IDR"),
    ]


def test_no_list_of_words_is_read_before_an_article_is() -> None:
    code = "import sys, desktop.main_window; print('tomllib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=DUTCH.parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.strip() == "False"
