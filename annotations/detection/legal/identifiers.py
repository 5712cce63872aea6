"""The canonical citation of a provision, and its identifier in the form of Akoma Ntoso.

`/akn/id/act/uu/2002/2#art_28__para_1`: country, kind, instrument, year, number, provision.
"""

import re
from collections.abc import Mapping

from annotations.facts import LegalReference

FULL = {
    "RUU": "ruu",
    "UU Darurat": "uudrt",
    "TAP MPR": "tap-mpr",
    "Statutory Instrument": "uksi",
    "U.S.C.": "usc",
    "Regulation": "reg",
    "Directive": "dir",
    "Decision": "dec",
}
"""Instruments in identifiers, where they are not their own name in small letters."""
_TREATY_OF_MAASTRICHT, _UNION, _NUMBERED_BY_YEAR = 1993, 2010, 2015
"""Years from which acts are called after the Community, the Union, and numbered year first."""
CODES = {"KUHPerdata": "1847/23", "KUHD": "1847/23"}
"""Codes of the Staatsblad: year and number."""


def slug(words: str) -> str:
    """Write words as they stand in an identifier: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower().replace("'", "").replace("’", "")).strip("-")


def citation(law: LegalReference, unit: str, place: str = "") -> str:
    """Write the canonical citation, in the language of the law's country."""
    if law.jurisdiction == "id" and law.instrument != "Law":  # "ITE Law", of an English text
        return _indonesian(law, place)
    if law.instrument in {"U.S.C.", "CFR"}:
        return f"{law.number} {law.instrument} § {law.article}{_brackets(law)}"
    name = _named(law)
    if not law.article:
        return name
    sign = {"gb": "s. ", "us": "§ "}.get(law.jurisdiction, "section ")
    mark = {"section": sign, "article": "Article ", "schedule": "Schedule "}
    provision = f"{mark.get(unit, unit.removesuffix('_part').title() + ' ')}{law.article}"
    provision += _brackets(law)
    return f"{name}, {provision}" if name else provision


def _brackets(law: LegalReference) -> str:
    first, second = law.paragraph, law.letter
    if law.jurisdiction == "us":  # 18 U.S.C. § 1001(a)(2), but section 20(1)(b) elsewhere
        first, second = second, first
    return "".join(f"({part})" for part in (first, second, law.point) if part)


def _named(law: LegalReference) -> str:
    if law.instrument == "Case":
        name = f"{law.name} {law.case_number}".strip()
        return name if law.case_number or not law.year else f"{name} ({law.year})"
    if law.instrument in {"Regulation", "Directive", "Decision"} and law.number:
        return _european(law)
    if law.instrument == "Statutory Instrument" and law.number:
        return f"SI {law.year}/{law.number}"
    if law.name:
        year = f" of {law.year}" if law.jurisdiction == "us" else f" {law.year}"
        return law.name + (year if law.year else "")
    return " ".join(part for part in (law.instrument, law.number) if part)


def _european(law: LegalReference) -> str:
    """Write "Regulation (EU) 2016/679", "Regulation (EC) No 1049/2001", "Directive 95/46/EC"."""
    if law.jurisdiction != "eu" or "/" not in law.number or not law.year.isdecimal():
        return f"{law.instrument} {law.number}"
    year = int(law.year)
    community = "EU" if year >= _UNION else "EC" if year > _TREATY_OF_MAASTRICHT else "EEC"
    if year >= _NUMBERED_BY_YEAR:
        return f"{law.instrument} ({community}) {law.number}"
    if law.instrument == "Regulation":
        return f"{law.instrument} ({community}) No {law.number}"
    return f"{law.instrument} {law.number}/{community}"


def _indonesian(law: LegalReference, place: str) -> str:
    """Write "Pasal 28 ayat (1) huruf a UU No. 2 Tahun 2002"."""
    marks = (
        ("Pasal {}", law.article),
        ("ayat ({})", law.paragraph),
        ("huruf {}", law.letter),
        ("angka {}", law.point),
        ("ke-{}", law.ordinal),
    )
    parts = [mark.format(value) for mark, value in marks if value]
    if law.instrument:
        parts.append(" ".join(filter(None, (law.instrument, place))))
    if law.name and not law.number:
        parts.append(law.name)
    if law.case_number or law.number:
        parts.append(f"No. {law.case_number or law.number}")
    if law.instrument == "UUD":
        parts.append(law.year or "1945")
    elif law.year and not law.number.endswith(law.year) and not law.case_number:
        parts.append(f"Tahun {law.year}")
    return " ".join(parts)


def iri(law: LegalReference, unit: str, place: str, known: Mapping[str, str]) -> str:
    """Write the identifier; "" where the words do not say enough for one.

    `known` gives year and number of laws by name. A treaty and an act without a year have none.
    """
    work = _work(law, place, known)
    return work + _fragment(law, unit) if work else ""


def _work(law: LegalReference, place: str, known: Mapping[str, str]) -> str:
    kind = {"Bill": "bill", "RUU": "bill", "Case": "judgment"}.get(law.instrument, "act")
    name = FULL.get(law.instrument, slug(law.instrument))
    if law.jurisdiction == "id":
        return _indonesian_work(law, place, known, kind, name)
    if not law.jurisdiction or law.instrument == "Treaty":
        return ""
    root = f"/akn/{law.jurisdiction}/{kind}"
    if law.instrument in {"U.S.C.", "CFR"}:
        return f"{root}/{name}/{law.number}"
    if law.year and "/" in law.number and law.jurisdiction == "eu":
        one, other = law.number.split("/")
        number = other if law.year.endswith(one) else one
        return f"{root}/{name}/{law.year}/{number}"
    if kind == "judgment" and law.court and law.year:
        court = slug(law.court).replace("-", "/")
        return f"{root}/{court}/{law.year}/{slug(law.number)}"
    if law.instrument == "Statutory Instrument" and law.number:
        return f"{root}/uksi/{law.year}/{law.number}"
    if law.name and law.year:
        return f"{root}/{law.year}/{slug(law.name)}"
    return ""


def _indonesian_work(
    law: LegalReference, place: str, known: Mapping[str, str], kind: str, form: str
) -> str:
    if law.case_number and law.court:
        parts = ["akn/id/judgment", slug(law.court), law.year, slug(law.case_number)]
        return "/" + "/".join(part for part in parts if part)
    if law.edition:
        number, year = law.edition.removeprefix("UU ").split("/")
        return f"/akn/id/act/uu/{year}/{number}"
    if law.instrument in CODES:
        return f"/akn/id/act/staatsblad/{CODES[law.instrument]}"
    if law.instrument == "UUD":
        return "/akn/id/act/uud/1945"
    if law.number and law.year:
        parts = [f"akn/id/{kind}/{form}", slug(place), law.year, slug(law.number)]
        return "/" + "/".join(part for part in parts if part)
    name = law.name.removesuffix(" Law")
    if law.instrument in {"UU", "Law"} and name in known:
        return f"/akn/id/act/uu/{known[name]}"
    return ""


def _fragment(law: LegalReference, unit: str) -> str:
    """Write "#art_28__para_1__point_a"."""
    if not law.article:
        return ""
    if law.instrument in {"U.S.C.", "CFR"}:
        unit = "section"
    first = {"section": "sec", "chapter": "chp", "schedule": "sched", "title_part": "title"}
    steps = [f"{first.get(unit, 'art')}_{law.article}"]
    below = [("para", law.paragraph), ("point", law.letter)]
    if law.jurisdiction == "us":
        below.reverse()
    for step, value in (*below, ("item", law.point or law.ordinal)):
        if value:
            steps.append(f"{step}_{value}")
    return "#" + "__".join(steps)
