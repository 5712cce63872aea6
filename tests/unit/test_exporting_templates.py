"""The templates of a report: what each shows, in which order, and what stays at home."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.entries import Entry
from annotations.errors import BadOutput, BadTemplate
from annotations.exporting.columns import columns
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.layout import FACT_CHECK, LEGAL_SCHEDULE, PROMISE_LEDGER, Layout
from annotations.exporting.pack.manifest import STATEMENT
from annotations.exporting.report import Grouping, Report, build
from annotations.exporting.templates import BUILT_IN, choose, copy, every, layout, render
from annotations.facts import Check, ReplyRequest, Source, Translation, WrittenDate
from annotations.model import Evidence, Locator, Promise, PromiseStep, Speaker
from annotations.queries import Filter
from annotations.storage.history import Change
from annotations.vocabulary import (
    COMMITMENT,
    STATISTIC,
    CheckKind,
    ClaimState,
    CommitmentKind,
    DatePrecision,
    EvidenceKind,
    LocatorKind,
    MentionKind,
    PromiseStatus,
    Terms,
    WordingState,
)
from resources import catalogue, read_text
from tests.builders import TEXT, add, highlight, save, store
from tests.made_entries import PROMISE, article, changed, checked, entry, many, pledge, statistic

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SECRET = Speaker(uid="s-9", name="Bambang Sutrisno", confidential=True, shown_as="an official")
QUOTES = ["satu [sic] dua", "a & b <c>\n\nd", "👮🏽‍♂️ 12,5 persen", "{{ 7 * 7 }} {% raw %}"]
IN_WORDS = [name for name in BUILT_IN if name != PROMISE_LEDGER]


def _report(entries: list[Entry], chosen: Layout, **given: object) -> Report:
    return build(entries, WORDS, layout=chosen, now=NOW, **given)  # type: ignore[arg-type]


def _page(entries: list[Entry], template: str = "report", **given: object) -> str:
    return "".join(render(_report(entries, Layout(template=template), **given), WORDS))


def _check(kind: CheckKind, state: str) -> Check:
    return Check(kind=kind, state=state, who="S.L.", when="2026-10-20T00:00:00.000Z")


@pytest.mark.parametrize("template", IN_WORDS)
@pytest.mark.parametrize("own", [False, True])
def test_every_template_holds_every_quote_letter_by_letter(template: str, own: bool) -> None:
    entries = [entry(number, quote) for number, quote in enumerate(QUOTES, start=1)]
    text = read_text(f"templates/{template}.html") if own else ""
    page = "".join(render(_report(entries, Layout(template=template, text=text)), WORDS))
    told = html.unescape(page)
    assert [quote for quote in QUOTES if quote not in told] == []
    assert [f"K-00{n}" for n in range(1, 5) if f'id="k-00{n}"' not in page] == []


@pytest.mark.parametrize("template", BUILT_IN)
def test_a_template_says_which_columns_it_can_show(template: str) -> None:
    text = read_text(f"templates/{template}.html")
    own = {each.name for each in columns(Layout(template="mine", text=text))}
    assert own == {each.name for each in columns(Layout(template=template))}


@pytest.mark.parametrize("template", BUILT_IN)
@pytest.mark.parametrize("language", ["en", "id"])
def test_page_one_says_what_failed_and_what_is_not_cleared(template: str, language: str) -> None:
    words = catalogue(language)
    wrong = (_check(CheckKind.CLAIM, ClaimState.CONTRADICTED),)
    entries = [entry(1), changed(entry(2), checks=wrong), checked(entry(3)), entry(4)]
    page = "".join(render(build(entries, words, layout=Layout(template=template)), words))
    first = page[page.index("<h1") : page.index("<h2")]
    failed = first[first.index('class="failed"') :].partition("</section>")[0]
    assert re.findall(r"K-\d+", failed) == ["K-002"]
    told = first[first.index('class="open"') :].partition("</section>")[0]
    assert re.findall(r"K-\d+", told) == ["K-001", "K-002", "K-004"]
    assert f'<html lang="{language}" dir="ltr">' in page


def test_the_fact_check_sheet_tells_every_step_of_a_check() -> None:
    steps = tuple(
        _check(CheckKind.CLAIM, each)
        for each in (ClaimState.CHECKING, ClaimState.SUPPORTED, ClaimState.CONTRADICTED)
    )
    page = _page([changed(entry(1), checks=steps)], FACT_CHECK)
    told = re.findall(r"<dt>(Claim[^<]*)</dt><dd>([^<]*)</dd>", page)
    assert told == [
        ("Claim", "contradicted (S.L., 20 Oct 2026)"),
        ("Claim, before", "being checked (S.L., 20 Oct 2026)"),
        ("Claim, before", "supported (S.L., 20 Oct 2026)"),
    ]


def test_the_fact_check_sheet_has_open_items_first_and_a_box_for_each_thing_to_do() -> None:
    denied = (_check(CheckKind.WORDING, WordingState.DENIED),)
    undecided = (
        _check(CheckKind.WORDING, WordingState.AS_PUBLISHED),
        _check(CheckKind.CLAIM, ClaimState.CHECKING),
    )
    entries = [
        checked(entry(1)),
        changed(entry(2), checks=undecided),
        changed(entry(3), checks=denied),
        entry(4),
    ]
    page = _page(entries, FACT_CHECK)
    assert re.findall(r'<article class="card item" id="(k-\d+)"', page) == [
        "k-004", "k-003", "k-002", "k-001",
    ]  # fmt: skip
    last = page[page.index('id="k-004"') : page.index('id="k-003"')]
    assert last.count("☐") == 3
    assert "Compare the wording with the recording" in last


def test_the_legal_schedule_has_its_columns_and_where_a_lawyer_finds_the_quote() -> None:
    made = changed(
        entry(7, "Kami pastikan 120 pompa", (STATISTIC,), of=article(3, "Banjir")),
        terms=Terms.ON_RECORD,
        translations=(Translation(language="en", text="We assure 120 pumps"),),
        statistics=(statistic(sources=(Source("value", 7114, 7123),)),),
        reply_requests=(
            ReplyRequest(asked="2026-10-15", question="Benar?", answered="2026-10-16", answer="Ya"),
            ReplyRequest(asked="2026-10-15", answer="bukan untuk umum", terms=Terms.OFF_RECORD),
        ),
    )
    made = replace(
        made,
        article=replace(made.article, archived_url="https://web.archive.org/banjir"),
        locator=Locator(LocatorKind.PAGE, "41", 41),
        evidence=(
            Evidence(highlight="h-7", kind=EvidenceKind.CALL, held_by="Redaksi Kota"),
            Evidence(highlight="h-7", kind=EvidenceKind.FILE, file_name="a.mp3", target="ab" * 32),
        ),
    )
    page = _page([made], LEGAL_SCHEDULE)
    assert '<meta name="page" content="a4 landscape">' in page
    head = re.findall(r"<th [^>]*>(.*?)</th>", page)
    assert head == [
        "No.", "Words", "Source words", "Translation", "Speaker and terms", "Where and when said",
        "Source", "Archive", "Recording held by", "Reply", "Checks", "For the lawyer",
    ]  # fmt: skip
    (row,) = re.findall(r'<tr id="k-007">(.*?)</tr>', page, re.DOTALL)
    cells = [
        " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())
        for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)
    ]
    assert cells[:3] == [
        "K-007",
        "Kami pastikan 120 pompa",
        "“ Kami pastikan 120 pompa ”, kata dia. Value: “120 pompa”",
    ]
    assert cells[3] == "We assure 120 pumps (en)"
    assert cells[4].endswith("on the record")
    assert "p. 41" in cells[6]
    assert cells[7] == "https://web.archive.org/banjir"
    assert cells[8] == "Call · held by Redaksi Kota a.mp3 · kept, SHA-256 abababababab…"
    assert cells[9] == "asked 15 Oct 2026: Benar? — answered 16 Oct 2026: Ya"
    assert cells[11] == ""
    assert "bukan untuk umum" not in page


def _mention(number: int, day: str, mention: MentionKind, **fields: object) -> Entry:
    published = WrittenDate(day, day, day, DatePrecision.DAY)
    made = entry(number, f"Kami pastikan {number}", of=article(number, published=published))
    fact = replace(pledge(), uid=f"c-{number}", mention=mention, **fields)  # type: ignore[arg-type]
    return changed(made, commitments=(fact,))


def test_the_ledger_tells_each_promise_once_with_its_mentions_and_never_a_stance() -> None:
    stance = changed(entry(9), commitments=(replace(pledge(), kind=CommitmentKind.STANCE),))
    entries = [
        _mention(1, "2026-10-20", MentionKind.WEAKENED),
        _mention(2, "2026-10-01", MentionKind.NONE),
        stance,
    ]
    page = _page(entries, PROMISE_LEDGER)
    assert page.count("120 pompa</p>") == 1
    told = re.findall(r"<b>(K-\d+)</b> ([\w ]+) · (\d+ \w+ \d+)", page)
    assert told == [("K-002", "first made", "1 Oct 2026"), ("K-001", "weakened", "20 Oct 2026")]
    assert "9 days left" in page
    assert "Kami pastikan 120 pompa selesai" not in page


def test_the_ledger_names_what_is_no_promise_and_every_link_of_it_leads_somewhere() -> None:
    stance = changed(entry(3), commitments=(replace(pledge(), kind=CommitmentKind.STANCE),))
    number = changed(entry(2, tags=(STATISTIC,)), statistics=(statistic(),))
    page = _page([_mention(1, "2026-10-20", MentionKind.NONE), number, stance], PROMISE_LEDGER)
    _, _, told = page.partition("2 highlights of this report are mentions of no promise:")
    assert re.findall(r'<span id="k-\d+">(K-\d+)', told) == ["K-002", "K-003"]
    ids = re.findall(r' id="([^"]+)"', page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_mention_has_its_translation_its_sentence_its_page_and_its_address() -> None:
    made = changed(
        _mention(1, "2026-10-20", MentionKind.NONE),
        translations=(Translation(language="en", text="We promise"),),
    )
    place = Locator(kind=LocatorKind.PAGE, label="7", ordinal=7)
    page = _page([replace(made, locator=place)], PROMISE_LEDGER)
    quoted, translated = page.index("Kami pastikan 1</blockquote>"), page.index("We promise")
    around = page.index("“<b>Kami pastikan 1</b>”, kata dia.")
    assert quoted < translated < around < page.index("p. 7")
    assert f'<a href="{made.article.metadata.url}"' in page


@pytest.mark.parametrize("template", BUILT_IN)
def test_every_template_says_what_a_checksum_does_not_prove(template: str) -> None:
    page = _page(many(2), template)
    assert WORDS(STATEMENT) in page
    assert "not that they were published" in page


def test_a_mention_in_an_article_without_a_title_says_which_article_it_is() -> None:
    made = _mention(7, "2026-10-01", MentionKind.NONE)
    untitled = replace(made.article, metadata=replace(made.article.metadata, title=""))
    page = _page([replace(made, article=untitled)], PROMISE_LEDGER)
    mention = page[page.index("Kami pastikan 7") :].partition("</div>")[0]
    assert "Article no. 7" in mention


def test_what_a_withheld_mention_said_of_a_promise_is_not_told() -> None:
    """Somebody typed the promise from words off the record; another mention is on it."""
    step = PromiseStep(status=PromiseStatus.BROKEN, why="kata sumber rahasia", when="2026-11-01")
    promise = Promise(uid="p-1", what="rencana rahasia", to_whom="partai", steps=(step,))
    open_one = replace(_mention(1, "2026-10-01", MentionKind.NONE), promises=(promise,))
    secret = changed(_mention(2, "2026-09-01", MentionKind.NONE), terms=Terms.OFF_RECORD)
    for given in ({"mentions": [secret]}, {}):
        entries = [open_one] if given else [open_one, replace(secret, promises=(promise,))]
        page = _page(entries, PROMISE_LEDGER, **given)
        assert "rahasia" not in page
        assert "partai" not in page
        assert "broken" in page
        assert "120 pompa selesai" in page
    assert "rencana rahasia" in _page([open_one], PROMISE_LEDGER)


@pytest.mark.parametrize("template", BUILT_IN)
def test_no_template_names_a_confidential_source(template: str) -> None:
    step = PromiseStep(status=PromiseStatus.BROKEN, who="Bambang Sutrisno", why="bambang sutrisno")
    promise = replace(PROMISE, steps=(step,), deadline=WrittenDate("kata Bambang Sutrisno"))
    asked = ReplyRequest(question="Bambang Sutrisno?", answer="kata Bambang Sutrisno, 08123456789")
    made = replace(
        changed(entry(1, tags=(COMMITMENT, STATISTIC)), reply_requests=(asked,)),
        promises=(promise,),
        evidence=(
            Evidence(
                highlight="h-1", kind=EvidenceKind.CALL, held_by="Bambang Sutrisno 08123456789"
            ),
        ),
    )
    mine = changed(entry(2, speaker=SECRET), assigned_to="Bambang Sutrisno")
    everything = tuple(each.name for each in columns(Layout(template=template)))
    report = _report(
        [made, mine], Layout(template=template, columns=everything), speakers=(SECRET,)
    )
    page = "".join(render(report, WORDS))
    assert "bambang" not in page.casefold()
    assert "08123456789" not in page


def test_notes_and_translations_are_shown_as_asked() -> None:
    both = (Translation(language="en", text="pumps"), Translation(language="de", text="Pumpen"))
    made = changed(entry(1), translations=both, report_note="untuk pembaca")

    def told(**chosen: object) -> set[str]:
        page = "".join(render(_report([made], Layout(**chosen)), WORDS))  # type: ignore[arg-type]
        return {each for each in ("pumps", "Pumpen", "untuk pembaca") if each in page}

    assert told() == {"pumps", "Pumpen", "untuk pembaca"}
    assert told(notes=False) == {"pumps", "Pumpen"}
    assert told(translation="original") == {"untuk pembaca"}
    assert told(translation="de") == {"Pumpen", "untuk pembaca"}
    assert told(columns=("note",)) == {"untuk pembaca"}


def test_the_picture_over_time_shows_what_leaves_and_nothing_else() -> None:
    late = article(2, published=WrittenDate("", "2026-03-01", "2026-03-01", DatePrecision.DAY))
    entries = [entry(1), entry(2, of=late), changed(entry(3), tags=("rahasia",))]
    entries[2] = changed(entries[2], terms=Terms.OFF_RECORD)
    report = _report(entries, Layout())
    (drawn,) = report.over_time
    assert [(each.name, each.total) for each in drawn.series] == [("Commitment", 2)]
    page = "".join(render(report, WORDS))
    assert "<svg" in page
    assert "rahasia" not in page


def test_the_users_own_are_listed_copied_and_chosen(tmp_path: Path) -> None:
    copy(FACT_CHECK, tmp_path / "mine.html")
    assert [each.name for each in every(tmp_path)] == [*BUILT_IN, "mine"]
    assert choose("mine", tmp_path).text == read_text("templates/fact_check.html")
    assert layout(str(tmp_path / "mine.html")).template == "mine"
    with pytest.raises(BadOutput):
        copy(FACT_CHECK, tmp_path / "mine.html")
    for name, what in (("nowhere", tmp_path), ("../mine", tmp_path), ("mine", None)):
        with pytest.raises(BadTemplate):
            choose(name, what)
    (tmp_path / "broken.html").write_bytes(b"\xff\xfe\xfa")
    assert [each.name for each in every(tmp_path)] == [*BUILT_IN, "mine"]


@pytest.mark.parametrize("grouping", Grouping)
def test_an_own_template_shows_what_the_built_in_one_does(grouping: Grouping) -> None:
    """A copy that nobody changed writes the same page, without the script."""
    entries = many(30)
    text = read_text("templates/report.html")
    built = build(entries, WORDS, grouping=grouping, now=NOW)
    own = build(entries, WORDS, grouping=grouping, now=NOW, layout=Layout(template="x", text=text))

    def words_of(report: Report) -> list[str]:
        body = "".join(render(report, WORDS)).partition("<main")[2]
        body = re.sub(r"<(script|form).*?</\1>", "", body, flags=re.DOTALL)
        return html.unescape(re.sub(r"<[^>]*>", " ", body)).split()

    shown, mine = words_of(built), words_of(own)
    assert len(shown) > 500
    assert [word for word in shown if word not in mine] == []


def test_the_example_of_the_handbook_works() -> None:
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```\n(\{#-.*?)```", page, re.DOTALL)
    written = "".join(render(_report(many(3), Layout(template="night", text=text)), WORDS))
    assert written.count("<article") == 3
    assert "For the night desk" in written


def test_a_promise_that_was_also_made_off_the_record_is_looked_for_in_the_whole_library(
    tmp_path: Path,
) -> None:
    """The filter asks for the other article only."""
    promise = Promise(uid="99999999-9999-4999-8999-999999999999", what="rencana rahasia")
    fact = replace(pledge(), uid="11111111-1111-4111-8111-111111111111", promise=promise.uid)
    again = replace(fact, uid="22222222-2222-4222-8222-222222222222")
    with store(tmp_path, [TEXT, f"{TEXT}\n\nLagi."]) as at:
        save(at, Change(None, promise))
        mine = replace(highlight("12 sumur", "commitment"), commitments=(fact,))
        other = highlight("12 sumur", "commitment", article=2, revision=2)
        add(at, [mine, replace(other, commitments=(again,), terms=Terms.OFF_RECORD)])
        found = Gathered()
        assert list(gather(at, Filter(articles=(1,)), found))
    assert len(found.mentions) == 1
    page = _page(found.entries, PROMISE_LEDGER, mentions=found.mentions)
    assert "rencana rahasia" not in page
    assert "120 pompa selesai" in page
