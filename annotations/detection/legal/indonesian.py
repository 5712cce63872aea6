"""The laws of Indonesia: by number, by name, codes, and decisions of courts.

The words are in the language files; what is here is how such a citation is built: instrument,
perhaps who gave it, then "Nomor 2 Tahun 2002" or "2/2002".
"""

import re
from collections.abc import Iterator

from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.citing import GLOSS, YEAR, Patterns, normal_form, patterns
from annotations.detection.legal.naming import name_end, title_end
from annotations.detection.legal.scanning import Scan
from annotations.detection.legal.words import Words

NUMBERED = "legal.indonesian"
NAMED = "legal.indonesian-name"
CODE = "legal.code"
DECISION = "legal.decision"
TREATY = "legal.treaty"

_OF_A_BODY = frozenset(
    {
        "Permen",
        "Keputusan Menteri",
        "Instruksi Menteri",
        "Keputusan",
        "Surat Edaran",
        "Peraturan Badan",
        "Peraturan Kepala",
    }
)
"""Instruments that are nothing without the office that gave them."""


def find_laws(scan: Scan, words: Words) -> Iterator[Law]:
    """Find the laws of Indonesia in a text, in no order; some lie inside others."""
    yield from _numbered(scan, words)
    yield from _decisions(scan, words)
    yield from _codes(scan, words)
    yield from _named(scan, words)
    yield from _treaties(scan, words)


def _aside(rules: Patterns, text: str, start: int) -> bool:
    return bool(rules.aside.search(text, max(0, start - 60), start))


def _numbered(scan: Scan, words: Words) -> Iterator[Law]:
    rules, text = patterns(words), scan.text
    for found in scan.matches(rules.numbered):
        parts = _number_parts(found)
        if parts is None:
            continue
        head, body = found["head"], found["body"] or ""
        normal = normal_form(rules.normal, head)
        bare = re.sub(GLOSS, "", body)
        end = found.end()
        if normal == "Keputusan Bersama":
            while another := rules.more.match(text, end):
                end = another.end()
        normal, place = _body_of(rules, normal, head, bare, body)
        parts["instrument"] = Part(normal, found.start("head"), found.end("body"))
        if normal in rules.freely and place and normal != "UU":
            parts["name"] = Part(place, found.start("body"), found.end("body"))
        elif normal == "UU" and place and place not in {"Republik Indonesia", "RI"}:
            parts["name"] = Part(place, *_stripped(text, found.start("body"), found.end("body")))
            place = ""
        title = _title(rules, text, end, words)
        if title:
            parts["title"] = title
        yield Law(
            start=found.start(),
            end=end,
            rule=NUMBERED,
            jurisdiction="id",
            parts=parts,
            place=place,
            aside=_aside(rules, text, found.start()),
        )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _body_of(rules: Patterns, normal: str, head: str, body: str, whole: str) -> tuple[str, str]:
    """Say what instrument it is, with who gave it where that belongs to it, and the place.

    `whole` is the body with its brackets: "Menteri Luar Negeri (Permenlu)" gives the short form.
    """
    body = " ".join(body.split()).strip(" ,")
    if normal not in _OF_A_BODY:
        return normal, body
    short = re.search(r"\(\s*((?:Per|Kep|In)men\s?[\w-]+|PMK|KMK)\s*\)", whole)
    if short:
        return short[1], ""
    head = " ".join(head.split())
    if called := re.fullmatch(r"(?i:(Per|Kep|In)\w+ men)(?!teri\b)(\w+)", head):
        return f"{called[1].title()}men{called[2]}", ""
    if not head.lower().startswith(("peraturan", "keputusan", "surat", "sk", "instruksi")):
        if head.lower() in {"permen", "kepmen"}:
            return f"{head} {body}".strip(), ""
        return head if head.lower().startswith(("per", "kep", "in")) else normal, ""
    prefix = {"Permen": "Per", "Keputusan Menteri": "Kep", "Instruksi Menteri": "In"}.get(normal)
    ministry = rules.ministries.get(re.sub(r"\s+(?:RI|Republik Indonesia)$", "", body))
    if prefix and ministry:
        return f"{prefix}{ministry if ministry[0] != ' ' else 'men' + ministry}", ""
    if normal in {"Keputusan", "Surat Edaran"} and head == "SK":
        head = "Keputusan"
    if normal != "Surat Edaran":
        head = head.removeprefix("Surat ").replace("SK ", "Keputusan ")
    return f"{head} {body}".strip(), ""


def _number_parts(found: re.Match[str]) -> dict[str, Part] | None:
    group = "marked" if found["marked"] else "bare"
    number, (start, end) = found[group], found.span(group)
    parts: dict[str, Part] = {}
    year = "year" if found["year"] else "slashed" if found["slashed"] else ""
    if year:
        parts["year"] = Part(found[year], *found.span(year))
    elif split := re.fullmatch(rf"(\d{{1,4}}[A-Z]?)/({YEAR})", number):
        parts["year"] = Part(split[2], end - len(split[2]), end)
        number, end = split[1], start + len(split[1])
    elif last := re.search(rf"/({YEAR})$", number):
        parts["year"] = Part(last[1], end - 4, end)
    elif group == "bare":
        return None
    parts["number"] = Part(number, start, end)
    return parts


def _title(rules: Patterns, text: str, end: int, words: Words) -> Part | None:
    about = rules.about.match(text, end)
    if not about:
        return None
    stop = title_end(text, about.end(), words)
    start = about.end() + 1
    return Part(" ".join(text[start:stop].split()), start, stop) if stop > start else None


def _decisions(scan: Scan, words: Words) -> Iterator[Law]:
    rules, text = patterns(words), scan.text
    for found in scan.matches(rules.decisions):
        case, body = found["case"].rstrip("."), re.sub(GLOSS, "", found["body"] or "").strip()
        start = found.start("case")
        end = start + len(case)
        head = text[found.start() : found.end("body")]
        court = next((n for p, n in rules.court_normal if p.search(body or head)), "")
        court = court or _court_of(case)
        if not court:
            continue
        where = _stripped(text, found.start("body"), found.end("body"))
        parts = {
            "instrument": Part(f"Putusan {court}", found.start(), found.end("body")),
            "court": Part(court, *(where if body else (found.start(), found.end("head")))),
            "number": Part(case, start, end),
            "case_number": Part(case, start, end),
        }
        if year := re.search(r"/((?:19|20)\d\d)(?!\d)", case):
            parts["year"] = Part(year[1], start + year.start(1), start + year.end(1))
        yield Law(
            start=found.start(),
            end=end,
            rule=DECISION,
            jurisdiction="id",
            kind="judgment",
            parts=parts,
            has_parts=False,
        )


def _court_of(case: str) -> str:
    """Tell a court by the number of its case; "" where it does not say."""
    if "PUU" in case or "PHPU" in case:
        return "MK"
    found = re.search(r"/(PTUN|PN|PT|PA|PTA|MKMK|DKPP)\b", case)
    return found[1] if found else ""


def _codes(scan: Scan, words: Words) -> Iterator[Law]:
    rules, text = patterns(words), scan.text
    for found in scan.matches(rules.codes):
        normal = normal_form(rules.code_normal, found["head"])
        end = found.end()
        parts = {"instrument": Part(normal, found.start(), end)}
        foreign = normal in rules.foreign
        if foreign and found["gloss"]:  # "the Criminal Code (KUHP)"
            own = normal_form(rules.code_normal, found["gloss"].strip(" ()\n"))
            if own in rules.own:
                normal, foreign = own, False
                parts["instrument"] = Part(normal, found.start(), end)
        if found["gloss"] and "RKUH" in found["gloss"]:
            normal = "R" + normal
        if normal in {"RKUHP", "RKUHAP"}:
            parts["instrument"] = Part("RUU", found.start(), end)
            parts["name"] = Part(normal[1:], found.start(), end)
        year = rules.year.match(text, end)
        if year and normal.startswith(("UUD", "KUH")) and "year" not in parts:
            end = year.end()
            parts["year"] = Part(year["year"], *year.span("year"))
        yield Law(
            start=found.start(),
            end=end,
            rule=CODE,
            jurisdiction="" if foreign else "id",
            parts=parts,
            aside=_aside(rules, text, found.start()),
            quiet=normal == "Constitution" or found["head"][0].islower(),
        )


def _named(scan: Scan, words: Words) -> Iterator[Law]:
    rules, text = patterns(words), scan.text
    for found in scan.matches(rules.named):
        normal = normal_form(rules.normal, found["head"])
        start = found.end()
        about = rules.about.match(text, start)
        if about:
            if not found["head"][0].isupper():
                continue
            end = name_end(text, about.end(), words, anything=True)
            first = about.end() + 1
        elif normal in rules.with_about:
            end, first = _abbreviated(rules, text, start, normal), start + 1
        else:
            end, first = name_end(text, start, words), start + 1
        if end <= first:
            continue
        name = Part(" ".join(text[first:end].split()), first, end)
        parts = {"instrument": Part(normal, found.start("head"), found.end("head")), "name": name}
        year, number = rules.year.match(text, end), rules.number.match(text, end)
        if number and number["marker"] and (numbers := _number_parts(number)):
            parts.update(numbers)
            end = number.end()
        elif year:
            parts["year"] = Part(year["year"], *year.span("year"))
            end = year.end()
        yield Law(
            start=found.start(),
            end=end,
            rule=NAMED,
            jurisdiction="id",
            parts=parts,
            aside=_aside(rules, text, found.start()),
        )


def _abbreviated(rules: Patterns, text: str, start: int, normal: str) -> int:
    """Find the end of a name in capitals, "Perpres MBG"; `start` where there is none."""
    found = re.match(r"\s([A-Z]{3,8})(?![\w-])", text[start : start + 12])
    if not found or normal not in rules.by_letters or found[1] in rules.not_names:
        return start
    return start + found.end()


def _treaties(scan: Scan, words: Words) -> Iterator[Law]:
    rules, text = patterns(words), scan.text
    for found in scan.matches(rules.listed):
        name = Part(" ".join(found[0].split()), *found.span())
        parts = {"instrument": Part("Treaty", *found.span()), "name": name}
        yield Law(start=found.start(), end=found.end(), rule=TREATY, parts=parts)
    for found in scan.matches(rules.treaties):
        about = rules.about.match(text, found.end())
        first = about.end() if about else found.end()
        follows = re.match(r"\s+(\w+)", text[first : first + 40])
        if not about and follows and follows[1] in rules.not_treaties:
            continue
        end = name_end(text, first, words, anything=True)
        if end <= first:
            if not found[0].endswith("PBB"):
                continue
            first = end = found.end()
        if not about and (more := rules.about.match(text, end)):
            longer = name_end(text, more.end(), words, anything=True)
            end = longer if longer > more.end() else end
        again = re.search(rf"\W+\w*\W+(?:{rules.treaty_words})", text[first:end])
        end = first + again.start() if again else end
        name = Part(" ".join(text[found.start() : end].split()), found.start(), end)
        parts = {"instrument": Part("Treaty", *found.span("head")), "name": name}
        number = rules.number.match(text, end)
        if number and number["marker"] and (numbers := _number_parts(number)):
            parts.update(numbers)
            end = number.end()
        elif year := rules.year.match(text, end):
            parts["year"] = Part(year["year"], *year.span("year"))
            end = year.end()
        yield Law(start=found.start(), end=end, rule=TREATY, parts=parts)
