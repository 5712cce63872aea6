"""Citations by number in English: British, American, European, of the United Nations, and cases."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.words import Words

BRITISH = "legal.british"
AMERICAN = "legal.american"
EUROPEAN = "legal.european"
TREATY = "legal.treaty"
CASE = "legal.case"

_SUB = r"(?:\s?\([\w]{1,4}\)){0,5}"
_EU = r"(?:EU|EC|EEC|Euratom|CFSP|UE|CE)"

FORMS: tuple[tuple[str, str, str, str, str], ...] = (
    # rule, jurisdiction, kind, instrument ("" as written), pattern
    (
        EUROPEAN,
        "eu",
        "act",
        "",
        rf"(?:Council\s+|Commission\s+|Delegated\s+|Implementing\s+|Framework\s+){{0,3}}"
        rf"(?P<instrument>Regulation|Directive|Decision)\s+\({_EU}\)\s+(?:No\.?\s*)?(?P<number>\d{{1,4}}/\d{{1,4}})",
    ),
    (
        EUROPEAN,
        "eu",
        "act",
        "",
        rf"(?:Council\s+|Commission\s+|Framework\s+){{0,3}}(?P<instrument>Directive|Decision|Regulation)\s+(?:No\.?\s*)?"
        rf"(?P<number>\d{{2,4}}/\d{{1,4}})/{_EU}\b",
    ),
    (EUROPEAN, "eu", "act", "Regulation", r"(?P<name>GDPR)\b(?!-)"),
    (
        EUROPEAN,
        "eu",
        "judgment",
        "Case",
        r"(?:Joined\s+)?Cases?\s+(?P<case_number>[CTF][-‑–]\d{1,4}/\d{2})\b",
    ),
    (
        BRITISH,
        "gb",
        "judgment",
        "Case",
        r"\[(?P<year>(?:19|20)\d\d)\]\s+(?P<court>UKSC|UKHL|UKPC|UKUT|UKFTT|UKEAT|EWCA\s+(?:Civ|Crim)|EWHC|EWCOP|EWFC|EAT|CSIH|CSOH|NICA|NIQB|HCJAC|IEHC|IESC|HCA)"
        r"\s+(?P<number>\d{1,5})(?:\s+\((?:Admin|Ch|QB|KB|Fam|Comm|Pat|TCC|IPEC|AAC|IAC|LC|TC|TCC|GRC|Costs)\))?",
    ),
    (
        BRITISH,
        "gb",
        "judgment",
        "Case",
        r"\[(?P<year>1[89]\d\d|20\d\d)\]\s+(?:\d{1,2}\s+)?(?:AC|QB|KB|Ch|WLR|All\s?ER|Fam|Cr\s?App\s?R|ICR|IRLR|UKHRR)\s+(?P<number>\d{1,5})",
    ),
    (
        BRITISH,
        "gb",
        "act",
        "Statutory Instrument",
        r"(?:SI|S\.I\.)\s+(?:No\.?\s*)?(?P<number>(?:19|20)\d\d/\d{1,5})\b",
    ),
    (
        AMERICAN,
        "us",
        "act",
        "U.S.C.",
        rf"(?P<number>\d{{1,2}})\s+(?:U\.\s?S\.\s?C(?:ode|\.(?:\s?A\.)?)|U\.?S\.?\s+Code|USC)\s*(?:§{{1,2}}|[Ss]ections?|[Ss]ec\.)?\s*(?P<article>\d{{1,5}}[a-z]{{0,3}}(?:-\d{{1,2}}[a-z]?)?)(?P<sub>{_SUB})",
    ),
    (
        AMERICAN,
        "us",
        "act",
        "CFR",
        rf"(?P<number>\d{{1,2}})\s+(?:C\.\s?F\.\s?R\.|CFR)\s*(?:§{{1,2}}|[Pp]arts?|[Ss]ections?|[Ss]ec\.)?\s*(?P<article>\d{{1,5}}(?:\.\d{{1,5}})?)(?P<sub>{_SUB})",
    ),
    (
        AMERICAN,
        "us",
        "act",
        "Public Law",
        r"(?:Public\s+Law|Pub\.\s?L\.)\s+(?:No\.\s*)?(?P<number>\d{2,3}[-–]\d{1,4})\b",
    ),
    (
        AMERICAN,
        "us",
        "judgment",
        "Case",
        r"(?P<number>\d{1,4}\s+(?:U\.\s?S\.|F\.\s?(?:2d|3d|4th)|S\.\s?Ct\.|F\.\s?Supp\.(?:\s?[23]d)?|L\.\s?Ed\.(?:\s?2d)?)\s+\d{1,5})(?:\s+\((?:[\w.]+\s+){0,3}(?P<year>(?:18|19|20)\d\d)\))?",
    ),
    (
        AMERICAN,
        "us",
        "act",
        "Executive Order",
        r"Executive\s+Order\s+(?:No\.?\s*|Number\s+)?(?P<number>\d{3,5})\b",
    ),
    (
        AMERICAN,
        "us",
        "act",
        "Proposition",
        r"(?:Proposition|Prop\.?)\s+(?P<number>\d{1,4}|[A-Z]{1,2})\b",
    ),
    (
        AMERICAN,
        "us",
        "bill",
        "Bill",
        r"(?P<name>(?:House|Senate|Assembly)\s+(?:Bill|Joint\s+Resolution|Resolution|File)\s+(?:No\.?\s*)?(?P<number>\d{1,5})|(?:H\.\s?R\.|H\.\s?Res\.|S\.\s?Res\.|H\.\s?J\.\s?Res\.)\s?(?P<number2>\d{1,5})|(?:HB|SB|AB|HR)[\s-]?(?P<number3>\d{1,5}))\b(?!\s*-)",
    ),
    (
        TREATY,
        "un",
        "act",
        "Resolution",
        r"(?:(?:UN|U\.N\.|United\s+Nations|PBB)\s+)?(?:(?:Security\s+Council|General\s+Assembly|UNSC|UNGA|Dewan\s+Keamanan(?:\s+PBB)?|DK\s+PBB|Majelis\s+Umum(?:\s+PBB)?)\s+)?[Rr]esolution\s+(?:No\.?\s*)?(?P<number>\d{2,4}(?:/\d{1,3})?)(?:\s+\((?P<year>(?:19|20)\d\d)\))?\b",
    ),
    (
        TREATY,
        "un",
        "act",
        "Resolution",
        r"Resolusi\s+(?:(?:Dewan\s+Keamanan|DK|Majelis\s+Umum|MU)(?:\s+(?:PBB|\(DK\)|\(PBB\)))*\s+)(?:Nomor\s+|No\.?\s*)?(?P<number>\d{2,4}(?:/\d{1,3})?)\b",
    ),
)

_ABBREVIATED = r"(?:(?:Inc|Corp|Co|Ltd|Bd|Dept|Mr|St|Dr|Bros|Assn|Univ)\.|(?:[A-Z]\.)+)"
_PARTY_WORD = rf"(?:{_ABBREVIATED}|[A-Z][\w'’&-]*(?:\.[\w]+)*)"
_PARTY = (
    rf"{_PARTY_WORD}(?:(?:\s+(?:of|the|and|&|ex|de|la|for|in|re))*"
    rf"\s+(?:\([A-Z][\w\s]{{0,40}}\)|{_PARTY_WORD})){{0,6}}"
)
_VERSUS = re.compile(r"(?<=[\w.)])\s+v(?P<dot>\.?)\s+(?=[A-Z(])")


@dataclass(frozen=True, eq=False)
class _Cases:
    left: re.Pattern[str]
    right: re.Pattern[str]
    openers: frozenset[str]
    never: re.Pattern[str]


@cache
def _forms() -> tuple[tuple[str, str, str, str, re.Pattern[str]], ...]:
    return tuple(
        (rule, place, kind, instrument, re.compile(r"(?<![\w./])" + pattern))
        for rule, place, kind, instrument, pattern in FORMS
    )


@cache
def _cases(words: Words) -> _Cases:
    return _Cases(
        re.compile(rf"(?<![\w.'’&-]){_PARTY}$"),
        re.compile(_PARTY),
        frozenset(words.words("acts.openers")),
        re.compile(words.any_of("acts.no_parties")),
    )


def find_numbered(text: str, words: Words) -> Iterator[Law]:
    """Find citations by number, and cases by the names of their parties."""
    citations: list[Law] = []
    for rule, place, kind, instrument, pattern in _forms():
        for found in pattern.finditer(text):
            if rule == TREATY and instrument == "Resolution" and not _is_of_nations(found[0]):
                continue
            law = _law(rule, place, kind, instrument, found)
            if kind == "judgment":
                citations.append(law)
            else:
                yield law
    by_start = {law.start: law for law in citations}
    merged: set[int] = set()
    for found in _VERSUS.finditer(text):
        case = _case(_cases(words), text, found, by_start, merged)
        if case is not None:
            yield case
    yield from (law for law in citations if law.start not in merged)


def _is_of_nations(written: str) -> bool:
    return bool(re.match(r"UN|U\.N|United|Security|General|Resolusi|Dewan|DK|Majelis|PBB", written))


def _law(rule: str, place: str, kind: str, instrument: str, found: re.Match[str]) -> Law:
    parts: dict[str, Part] = {}
    for group, value in found.groupdict().items():
        if value and group != "sub":
            parts[group.rstrip("23")] = Part(" ".join(value.split()), *found.span(group))
    if "instrument" not in parts:
        parts["instrument"] = Part(instrument, found.start(), found.end())
    if rule == EUROPEAN and "number" in parts:
        _split_european(parts)
    if instrument == "Statutory Instrument" and "/" in parts["number"].value:
        one = parts["number"]
        parts["year"] = Part(one.value[:4], one.start, one.start + 4)
        parts["number"] = Part(one.value[5:], one.start + 5, one.end)
    if kind == "judgment":
        parts.setdefault("case_number", Part(" ".join(found[0].split()), *found.span()))
    if found.groupdict().get("sub"):
        _subdivide(parts, found)
    return Law(
        start=found.start(),
        end=found.end(),
        rule=rule,
        jurisdiction=place,
        kind=kind,
        parts=parts,
        has_parts=kind != "judgment" and "article" not in parts,
    )


def _subdivide(parts: dict[str, Part], found: re.Match[str]) -> None:
    base = found.start("sub")
    for one in re.finditer(r"\((\w{1,4})\)", found["sub"]):
        key = "paragraph" if one[1].isdigit() else "letter"
        parts.setdefault(key, Part(one[1], base + one.start(1), base + one.end(1)))


def _split_european(parts: dict[str, Part]) -> None:
    """Tell year and number apart: "2016/679" is of 2016, "95/46" of 1995, "1/2003" of 2003."""
    one = parts["number"]
    first, second = one.value.split("/")
    middle = one.start + len(first)
    year_first = len(first) == 4 and not (len(second) == 4 and int(second) < 2015)
    if len(first) == 2 and len(second) != 4:
        year_first = True
    if year_first:
        year = first if len(first) == 4 else f"19{first}"
        parts["year"] = Part(year, one.start, middle)
    else:
        parts["year"] = Part(second if len(second) == 4 else f"19{second}", middle + 1, one.end)
    parts["number"] = one


def _case(
    rules: _Cases, text: str, found: re.Match[str], by_start: dict[int, Law], merged: set[int]
) -> Law | None:
    left = rules.left.search(text, max(0, found.start() - 90), found.start())
    right = rules.right.match(text, found.end(), found.end() + 90)
    if not left or not right or "\n" in text[left.start() : right.end()]:
        return None
    start, end = left.start(), right.end()
    while (opener := re.match(r"(\S+)\s+", text[start : found.start()])) and (
        opener[1] in rules.openers or opener[1].endswith(("'s", "’s"))
    ):
        start += opener.end()
    while end > right.start() and text[end - 1] in ".'’,":
        end -= 1
    if text[end - 1 : end + 1] in {"’s", "'s"}:
        end -= 1
    cite = by_start.get(end + len(re.match(r",?\s*", text[end:])[0]))  # type: ignore[index]
    crown = re.fullmatch(r"R(?:egina|ex)?|Re|HM[A ].*|R \(.*\).*", text[start : found.start()])
    if not found["dot"] and cite is None and not crown:
        return None
    if rules.never.search(text[start:end]):
        return None
    name = Part(" ".join(text[start:end].split()), start, end)
    parts = {"instrument": Part("Case", start, end), "name": name}
    place = "us" if found["dot"] else "gb"
    if cite is not None:
        merged.add(cite.start)
        parts = {**cite.parts, **parts}
        place, end = cite.jurisdiction, cite.end
    else:
        year = re.match(r"\s+\((?P<year>1[789]\d\d|20\d\d)\)", text[end:])
        if year:
            parts["year"] = Part(year["year"], end + year.start("year"), end + year.end("year"))
    return Law(
        start=start,
        end=end,
        rule=CASE,
        jurisdiction=place,
        kind="judgment",
        parts=parts,
        has_parts=False,
    )
