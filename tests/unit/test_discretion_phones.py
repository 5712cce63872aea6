"""Telephone numbers: found as people write them, and kept out of all that leaves."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import phones
from annotations.citing import cite
from annotations.discretion import discretion
from annotations.entries import Entry
from annotations.exporting.records import highlight_record
from annotations.exporting.report import Grouping, build
from annotations.exporting.shown import Showing
from annotations.facts import Attribution, Translation
from annotations.model import Evidence, Locator, Speaker
from annotations.vocabulary import COMMITMENT, ArticleKind, EvidenceKind, LocatorKind
from resources import catalogue
from tests.made_entries import article, changed, entry, pledge
from tests.written_reports import everywhere

WORDS = catalogue("en")
MARK = "[phone number]"
SENDER = "+62 812-3456-7890"
MESSAGE = Locator(LocatorKind.MESSAGE, f"{SENDER}, 2024-07-25 10:31", 3)


@pytest.mark.parametrize(
    "number",
    [
        "+62 812-3456-7890",
        "+62 812 3456 7890",
        "+6281234567890",
        "+62\u00a0812\u20113456\u20117890",
        "+62.812.3456.7890",
        "+62 (812) 3456-7890",
        "+62 21 5551234",
        "0062 812 3456 7890",
        "6281234567890",
        "62 812-3456-7890",
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "0812-345-678",
        "(0812) 3456-7890",
        "812-3456-7890",
        "(021) 5551234",
        "(021) 555-1234",
        "(0274) 512345",
        "021-5551234",
        "021 555 1234",
        "0274-512345",
        "+1 (555) 010-0199",
        "+1 555 010 0199",
        "(555) 010-0199",
        "555-010-0199",
        "+44 20 7946 0958",
        "+60 12-345 6789",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Hub. {}.", "({})", "WA:{}, ya", "@{}\n", "“{}”", "{}?"])
def test_a_number_is_found_as_people_write_it(number: str, around: str) -> None:
    assert phones.without(around.format(number), MARK) == around.format(MARK)


@pytest.mark.parametrize(
    "text",
    [
        "2024-07-25 10:31",
        "25-07-2024 10.31 - 11.45",
        "25/07/2024, 10:31:22",
        "08-12-2024 10:31",
        "08.12.2024 10.31",
        "08/12/2024",
        "pukul 08.15 sampai 09.45 WIB",
        "10:00 UTC+7 2024-07-25",
        "GMT +7, 2024-07-25",
        "+0700",
        "Rp 812.345.678.900",
        "Rp62.812.345.678",
        "Rp 6281234567890",
        "US$ 1.234.567.890",
        "USD 6281234567890",
        "naik +10.000.000 suara",
        "12.345.678 orang",
        "1,234,567.89",
        "+12,5 persen",
        "0,0812345678",
        "3.0812345678",
        "08,12345678%",
        "Pasal 28 ayat (1) dan (2)",
        "60/PUU-XXII/2024",
        "021-022/PUU-I/2003",
        "012-016-019/PUU-IV/2006",
        "Nomor 0812/Pdt.G/2024/PN Jkt.Pst",
        "2019-2024-2029",
        "1998, 1999, 2000, 2001",
        "3578010101900001",
        "110 atau 112",
        "1500 333",
        "IMG-20240725-WA0001.jpg",
        "00000012-PHOTO-2024-07-25-10-31-22.jpg",
        "RT 003 RW 012",
        "-6.200000, 106.816666",
        "192.168.100.100",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert phones.without(text, MARK) == text


@given(st.text(alphabet="0123456789+-() .,:/a\u00a0\n", max_size=200))
def test_any_text_is_left_with_no_number_that_would_be_found(text: str) -> None:
    found = list(phones.find(text))
    assert all(0 <= a.end <= b.start for a, b in pairwise(found))
    assert phones.without(text, MARK).count(MARK) == len(found)
    parts = [phones.within(text, at, min(at + 7, len(text)), "") for at in range(0, len(text), 7)]
    assert "".join(parts) == phones.without(text, "")


def _chat(quote: str, before: str = "", after: str = "") -> Entry:
    """Make an entry of a chat whose numbers stand wherever a person or a program writes."""
    made = entry(
        1,
        quote,
        (COMMITMENT,),
        Speaker(uid="s-7", name=SENDER, aliases=("081234567890",)),
        of=article(1, f"WhatsApp: {SENDER}", byline=SENDER, url="https://wa.me/6281234567890"),
        before=before,
        after=after,
    )
    made = changed(
        made,
        attribution=Attribution(speaker_as_written=SENDER),
        report_note="Dari 0812-3456-7890",
        commitments=(replace(pledge(), who=SENDER, what="telepon 0812 3456 7890"),),
        translations=(Translation(language="en", text="call 0812-3456-7890"),),
    )
    made = replace(made, article=replace(made.article, received_from=SENDER))
    found = Evidence(
        uid="e-1", highlight="h-1", kind=EvidenceKind.FILE, file_name=f"Chat {SENDER}.zip"
    )
    return replace(made, locator=MESSAGE, locators=(MESSAGE,), evidence=(found,))


def _everything(entries: list[Entry], *filters: str) -> str:
    reports = [
        build(entries, WORDS, title=f"Kata {SENDER}", grouping=grouping, filters=filters)
        for grouping in Grouping
    ]
    return "".join([*map(everywhere, reports), *(cite(each, WORDS) for each in entries)])


def test_the_numbers_of_a_chat_stand_in_no_export() -> None:
    made = _chat("Hubungi 0812-3456-7890 besok", "Ini +62 812 3456 7890. ", " atau 081234567890.")
    told = _everything([made], f"Words: “{SENDER}”", f"Article: “WhatsApp: {SENDER}”")
    digits = "".join(sign for sign in told if sign.isdigit())
    assert "81234567890" not in digits
    assert f"Hubungi {MARK} besok" in told
    assert f"message of {MARK}, 2024-07-25 10:31" in told
    assert f"WhatsApp: {MARK}" in told


def test_a_quote_that_is_not_whole_says_so() -> None:
    made = _chat("Hubungi 0812-3456-7890 besok")
    report = build([made], WORDS)
    (shown,) = Showing(report, WORDS).group(report.groups[0])
    assert "Phone numbers were left out of the quote; the library holds it whole." in shown.notice
    assert cite(made, WORDS).endswith("; K-001; phone numbers left out)")
    whole = _chat("Sampai besok")
    assert not discretion().released(whole).shortened
    assert cite(whole, WORDS).endswith("; K-001)")


def test_the_sentence_stays_around_a_quote_whose_numbers_were_taken_out() -> None:
    made = _chat("besok pagi", "Telepon 0812-3456-7890 ", " ya.")
    report = build([made], WORDS)
    (shown,) = Showing(report, WORDS).group(report.groups[0])
    assert (shown.before, shown.after) == (f"Telepon {MARK} ", " ya.")


@pytest.mark.parametrize(
    ("prefix", "exact", "suffix", "shown"),
    [
        ("Hubungi +62 812-", "3456-7890 besok", "", f"{MARK} besok"),
        ("", "Hubungi +62 812-34", "56-7890 besok", f"Hubungi {MARK}"),
        ("Hubungi +62 812", "-3456-", "7890 besok", MARK),
        ("Hubungi +62 812-3456-7890 ", "besok", "", "besok"),
    ],
)
def test_a_number_that_a_quote_cuts_is_one_all_the_same(
    prefix: str, exact: str, suffix: str, shown: str
) -> None:
    made = _chat(exact)
    quote = replace(made.highlight.quote, prefix=prefix, exact=exact, suffix=suffix)
    left = discretion().released(replace(changed(made, quote=quote), sentence=""))
    assert left.highlight.quote.exact == shown
    assert "3456" not in left.highlight.quote.prefix + left.highlight.quote.suffix


def test_what_a_machine_wrote_is_never_taken_for_a_number() -> None:
    made = _chat("Sampai besok")
    uid = "a0812-3456-7890-081234567890"
    highlight = replace(made.highlight, uid=uid, speaker=uid)
    left = discretion().released(replace(made, highlight=highlight, original_sha256="081234567890"))
    assert (left.highlight.uid, left.highlight.speaker) == (uid, uid)
    assert left.original_sha256 == "081234567890"
    assert left.highlight.quote.text_sha256 == made.highlight.quote.text_sha256
    assert (left.highlight.quote.start, left.highlight.created) == (
        made.highlight.quote.start,
        made.highlight.created,
    )


def test_a_story_keeps_the_numbers_that_it_prints() -> None:
    """But not that of somebody who is named by one, nor that in a time code's label."""
    made = replace(
        _chat("Posko: 021-5551234", "", " setiap hari."),
        locator=Locator(LocatorKind.TIME, "00:12:31"),
        locators=(Locator(LocatorKind.TIME, "00:12:31"),),
    )
    made = changed(made, report_note="", commitments=(), translations=())
    made = replace(made, article=replace(made.article, received_from=""))
    left = discretion().released(made)
    assert left.highlight.quote == made.highlight.quote
    assert not left.shortened
    assert left.sentence == made.sentence
    record = json.dumps(highlight_record(left))
    assert SENDER not in record
    assert record.count(MARK) == 3  # the speaker, as written, the attached file
    assert left.article.metadata.byline == MARK


@pytest.mark.parametrize(
    ("kind", "byline", "shown"),
    [
        (ArticleKind.POST, "Ratna", ""),
        (ArticleKind.RELEASE, "Ratna", "Ratna"),
        (ArticleKind.POST, "Sekar Lestari", "Sekar Lestari"),
    ],
)
def test_who_sent_a_file_leaves_in_no_export(kind: ArticleKind, byline: str, shown: str) -> None:
    made = entry(1, of=article(1, byline=byline, kind=kind))
    sender = "Ratna <ratna@pemkot.example>"
    made = replace(made, article=replace(made.article, received_from=sender))
    left = discretion().released(made).article
    assert (left.received_from, left.metadata.byline) == ("", shown)
    assert "ratna@pemkot.example" not in _everything([made])


@pytest.mark.parametrize("sender", ["Bambang Sutrisno", "Pak Lurah B", "+62 812-3456-7890"])
def test_a_message_of_a_confidential_speaker_does_not_name_him(sender: str) -> None:
    """By whatever name he writes in the chat, and after whom the chat is called."""
    secret = Speaker(uid="s-9", name="Bambang Sutrisno", confidential=True, shown_as="an official")
    place = Locator(LocatorKind.MESSAGE, f"{sender}, 2024-07-25 10:31", 3)
    made = entry(1, "Gudang itu kosong", speaker=secret, of=article(1, f"WhatsApp: {sender}"))
    made = replace(made, locator=place, locators=(place,))
    told = everywhere(build([made], WORDS)) + cite(made, WORDS)
    assert sender not in told
    assert "message of an official, 2024-07-25 10:31" in told


def test_a_message_to_a_confidential_speaker_does_not_name_him_in_its_place() -> None:
    secret = Speaker(uid="s-9", name="Bambang Sutrisno", confidential=True, shown_as="an official")
    place = Locator(LocatorKind.MESSAGE, "Bambang Sutrisno, 2024-07-25 10:31", 3)
    left = discretion((secret,)).released(replace(entry(1), locator=place, locators=(place,)))
    assert left.locator == replace(place, label="an official, 2024-07-25 10:31")
    assert left.locators == (left.locator,)
