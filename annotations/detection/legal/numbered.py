"""Citations by number in English: British, American, European, of the United Nations, and cases."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotations.detection.legal.cases import find_cases
from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.words import Words

BRITISH = "legal.british"
AMERICAN = "legal.american"
EUROPEAN = "legal.european"
TREATY = "legal.treaty"

_YEAR = re.compile(r"(?:19|20)?\d\d")
_SUB = r"(?:\s?\([\w]{1,4}\)){0,5}"
_EU = r"(?:EU|EC|EEC|Euratom|CFSP|JHA|UE|CE)"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of citation: tried only where one of `needs` is in the text."""

    rule: str
    jurisdiction: str
    kind: str
    instrument: str
    needs: tuple[str, ...]
    pattern: str


_DIVISIONS = "Admin|Ch|QB|KB|Fam|Comm|Pat|TCC|IPEC|AAC|IAC|LC|TC|GRC|Costs"
_COURTS = (
    r"UKSC|UKHL|UKPC|UKUT|UKFTT|UKEAT|EWCA\s+(?:Civ|Crim)|EWHC|EWCOP|EWFC|EAT|CSIH|CSOH|NICA|NIQB"
    "|HCJAC|IEHC|IESC|HCA"
)
_REPORTS = r"AC|QB|KB|Ch|WLR|All\s?ER|Fam|Cr\s?App\s?R|ICR|IRLR|UKHRR"
_US_REPORTS = (
    r"U\.\s?S\.|F\.\s?(?:2d|3d|4th)|S\.\s?Ct\.|F\.\s?Supp\.(?:\s?[23]d)?|L\.\s?Ed\.(?:\s?2d)?"
)
_SECTION = r"(?:§{1,2}|[Ss]ections?|[Ss]ec\.|[Pp]arts?)?"
_GIVEN_BY = r"(?:(?:Council|Commission|Delegated|Implementing|Framework)\s+){0,3}"
_CHAMBER = r"(?:House|Senate|Assembly)\s+(?:Bill|Joint\s+Resolution|Resolution|File)"
_SHORT_BILL = r"H\.\s?R\.|[HS]\.\s?B\.|H\.\s?Res\.|S\.\s?Res\.|[HS]\.\s?(?:J|Con)\.\s?Res\."
_NATIONS = r"(?:UN|U\.N\.|United\s+Nations)"
_COUNCIL = r"(?:Security\s+Council|General\s+Assembly|UNSC|UNGA)"
_DEWAN = r"(?:Dewan\s+Keamanan|DK|Majelis\s+Umum|MU)(?:\s+(?:PBB|\(DK\)|\(PBB\)))*"
_EU_WORDS = ("Regulation", "Directive", "Decision")

FORMS = (
    Form(
        EUROPEAN,
        "eu",
        "act",
        "",
        _EU_WORDS,
        rf"{_GIVEN_BY}(?P<instrument>Regulation|Directive|Decision)\s+\({_EU}\)\s+(?:No\.?\s*)?"
        r"(?P<number>\d{1,4}/\d{1,4})",
    ),
    Form(
        EUROPEAN,
        "eu",
        "act",
        "",
        _EU_WORDS,
        rf"{_GIVEN_BY}(?P<instrument>Directive|Decision|Regulation)\s+(?:No\.?\s*)?"
        rf"(?P<number>\d{{2,4}}/\d{{1,4}})/{_EU}\b",
    ),
    Form(EUROPEAN, "eu", "act", "Regulation", ("GDPR",), r"(?P<name>GDPR)\b(?!-)"),
    Form(
        EUROPEAN,
        "eu",
        "judgment",
        "Case",
        ("Case",),
        r"(?:Joined\s+)?Cases?\s+(?P<case_number>[CTF][-‑–]\d{1,4}/\d{2})\b",
    ),
    Form(
        EUROPEAN,
        "eu",
        "judgment",
        "Case",
        ("C-", "T-", "EU:"),
        r"(?P<case_number>[CT][-‑–]\d{1,4}/\d{2}(?![\d/])|(?:ECLI:)?EU:[CTF]:\d{4}:\d{1,5})\b",
    ),
    Form(
        BRITISH,
        "gb",
        "judgment",
        "Case",
        ("[",),
        rf"\[(?P<year>(?:19|20)\d\d)\]\s+(?P<court>{_COURTS})"
        rf"\s+(?P<number>\d{{1,5}})(?:\s+\((?:{_DIVISIONS})\))?",
    ),
    Form(
        BRITISH,
        "gb",
        "judgment",
        "Case",
        ("[",),
        rf"\[(?P<year>1[89]\d\d|20\d\d)\]\s+(?:\d{{1,2}}\s+)?(?:{_REPORTS})\s+(?P<number>\d{{1,5}})",
    ),
    Form(
        BRITISH,
        "gb",
        "act",
        "Statutory Instrument",
        ("SI ", "S.I."),
        r"(?:SI|S\.I\.)\s+(?:No\.?\s*)?(?P<number>(?:19|20)\d\d/\d{1,5})\b",
    ),
    Form(
        AMERICAN,
        "us",
        "act",
        "U.S.C.",
        ("U.S", "U. S", "USC", "US Code"),
        r"(?P<number>\d{1,2})\s+(?:U\.\s?S\.\s?C(?:ode|\.(?:\s?A\.)?)|U\.?S\.?\s+Code|USC)"
        rf"\s*{_SECTION}\s*(?P<article>\d{{1,5}}[a-z]{{0,3}}(?:-\d{{1,2}}[a-z]?)?)(?P<sub>{_SUB})",
    ),
    Form(
        AMERICAN,
        "us",
        "act",
        "CFR",
        ("C.F", "CFR", "C. F"),
        r"(?P<number>\d{1,2})\s+(?:C\.\s?F\.\s?R\.|CFR)"
        rf"\s*{_SECTION}\s*(?P<article>\d{{1,5}}(?:\.\d{{1,5}})?)(?P<sub>{_SUB})",
    ),
    Form(
        AMERICAN,
        "us",
        "act",
        "Public Law",
        ("Public Law", "Pub.", "P.L."),
        r"(?:Public\s+Law|Pub\.\s?L\.|P\.L\.)\s+(?:No\.\s*)?(?P<number>\d{2,3}[-–]\d{1,4})\b",
    ),
    Form(
        AMERICAN,
        "us",
        "judgment",
        "Case",
        (" U.S. ", " U. S. ", " F.", " S. Ct", " S.Ct", " L."),
        rf"(?P<number>\d{{1,4}}\s+(?:{_US_REPORTS})\s+\d{{1,5}})"
        r"(?:\s+\((?:[\w.]+\s+){0,3}(?P<year>(?:18|19|20)\d\d)\))?",
    ),
    Form(
        AMERICAN,
        "us",
        "act",
        "Executive Order",
        ("Executive Order",),
        r"Executive\s+Order\s+(?:No\.?\s*|Number\s+)?(?P<number>\d{3,5})\b",
    ),
    Form(
        AMERICAN,
        "us",
        "act",
        "Proposition",
        ("Prop",),
        r"(?:Proposition|Prop\.?)\s+(?P<number>\d{1,4})\b",
    ),
    Form(
        AMERICAN,
        "us",
        "bill",
        "Bill",
        ("House ", "Senate ", "Assembly ", "H.", "S.", " S. ", "HB", "SB", "AB", "HR"),
        rf"(?P<name>{_CHAMBER}\s+(?:No\.?\s*)?(?P<number>\d{{1,5}})"
        rf"|(?:{_SHORT_BILL})\s?(?P<number2>\d{{1,5}})|(?:HB|SB|AB|HR)[\s-]?(?P<number3>\d{{1,5}})"
        r"|(?<!U\. )S\.\s(?P<number4>\d{1,4})(?!\d|\())"
        r"\b(?!\s*-)",
    ),
    Form(
        TREATY,
        "un",
        "act",
        "Resolution",
        ("Resolution", "resolution"),
        rf"(?:{_NATIONS}\s+(?:{_COUNCIL}\s+)?|{_COUNCIL}\s+)[Rr]esolution\s+(?:No\.?\s*)?"
        r"(?P<number>\d{2,4}(?:/\d{1,3})?)(?:\s+\((?P<year>(?:19|20)\d\d)\))?\b",
    ),
    Form(
        TREATY,
        "un",
        "act",
        "Resolution",
        ("Resolusi",),
        rf"Resolusi\s+{_DEWAN}\s+(?:Nomor\s+|No\.?\s*)?(?P<number>\d{{2,4}}(?:/\d{{1,3}})?)\b",
    ),
)


@cache
def _forms() -> tuple[tuple[Form, re.Pattern[str]], ...]:
    return tuple((form, re.compile(r"(?<![\w./])" + form.pattern)) for form in FORMS)


def find_numbered(text: str, words: Words) -> Iterator[Law]:
    """Find citations by number, and cases by the names of their parties."""
    citations: list[Law] = []
    for form, pattern in _forms():
        if not any(needed in text for needed in form.needs):
            continue
        laws = (_law(form, found) for found in pattern.finditer(text))
        if form.kind == "judgment":
            citations.extend(laws)
        else:
            yield from laws
    yield from find_cases(text, words, citations)


def _law(form: Form, found: re.Match[str]) -> Law:
    parts: dict[str, Part] = {}
    for group, value in found.groupdict().items():
        if value and group != "sub":
            parts[group.rstrip("234")] = Part(" ".join(value.split()), *found.span(group))
    if "instrument" not in parts:
        parts["instrument"] = Part(form.instrument, found.start(), found.end())
    if form.rule == EUROPEAN and "number" in parts:
        _split_european(parts, found[0])
    if form.instrument == "Statutory Instrument" and "/" in parts["number"].value:
        one = parts["number"]
        parts["year"] = Part(one.value[:4], one.start, one.start + 4)
        parts["number"] = Part(one.value[5:], one.start + 5, one.end)
    if form.kind == "judgment":
        parts.setdefault("case_number", Part(" ".join(found[0].split()), *found.span()))
    if found.groupdict().get("sub"):
        _subdivide(parts, found)
    return Law(
        start=found.start(),
        end=found.end(),
        rule=form.rule,
        jurisdiction=form.jurisdiction,
        kind=form.kind,
        parts=parts,
        has_parts=form.kind != "judgment" and "article" not in parts,
    )


def _subdivide(parts: dict[str, Part], found: re.Match[str]) -> None:
    base = found.start("sub")
    for one in re.finditer(r"\((\w{1,4})\)", found["sub"]):
        key = "paragraph" if one[1].isdigit() else "letter"
        parts.setdefault(key, Part(one[1], base + one.start(1), base + one.end(1)))


def _split_european(parts: dict[str, Part], written: str) -> None:
    """Tell the year: "2016/679" is of 2016, "95/46" of 1995, "No 1/2003" of 2003."""
    one = parts["number"]
    first, second = one.value.split("/")
    middle = one.start + len(first)
    if re.search(r"\bNo\b", written) or not _YEAR.fullmatch(first):
        parts["year"] = Part(_whole(second), middle + 1, one.end)
    else:
        parts["year"] = Part(_whole(first), one.start, middle)


def _whole(year: str) -> str:
    """Write a year with its century: directives had two digits until 1998."""
    return year.rjust(4, "x").replace("xx", "19")
