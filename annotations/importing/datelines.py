"""The place a story is filed from, and the outlet where the dateline names it.

`KOTA SEMARANG- …`, `ORLANDO, Fla. (Reuters) - …`, `SOLO, KOMPAS.com -- …`, `TEMPO.CO, Jakarta - …`.
A place in small letters is believed only with an outlet or agency beside it, or when it is a
city where stories are filed from every day: otherwise any name before a dash would be one.
"""

import re
from dataclasses import dataclass

SHORTEST_BODY = 40
"""Characters after the dash: a byline has a host there, a dateline a sentence."""
LONGEST_DATELINE = 120
"""Characters; no pattern sees more of a stranger's text."""
SHORTEST_PLACE = 4
"""Letters of a place in capitals; three are an acronym (KPK, BPS) as a rule."""

DOMAIN = r"[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+){0,3}\.[A-Za-z]{2,6}"
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]*[A-ZÀ-ÖØ-Þ.]"
_NAME = r"[A-Z][a-zà-öø-ÿ'’]+"
_DASH = r"\s*(?:[-–—]\s?){1,3}(?<=[\s—])"
_AGENCY = r"\s*\([^()\d]{2,40}\)"
_KNOWN_AGENCY = (
    r"\s*\((?:(?:ANTARA|Antara|AFP|AP|UPI|Reuters|Bloomberg|Xinhua|dpa|Kyodo|Bernama)\b[^()]{0,12}"
    r"|[^()\d]{2,24}\s(?:News|Press|Media|Times|Post|Kota))\)"
)
_DATE = r",\s*[A-Z][a-z]{2,8}\.?\s\d{1,2}"
_CITY = (
    "(?:Jakarta|Surabaya|Bandung|Medan|Semarang|Makassar|Palembang|Denpasar|Yogyakarta|Jogja|Solo|"
    "Malang|Bogor|Depok|Tangerang|Bekasi|Batam|Pekanbaru|Padang|Banjarmasin|Balikpapan|Samarinda|"
    "Pontianak|Manado|Mataram|Kupang|Ambon|Jayapura|Banda Aceh|Lampung|Cirebon|Serang|London|"
    "Washington|New York|Singapore|Singapura|Kuala Lumpur|Canberra|Sydney|Melbourne)"
)

IN_CAPITALS = re.compile(
    rf"(?P<place>{_CAPS}(?:\s{_CAPS}){{0,3}})(?:,\s*(?:(?P<outlet>{DOMAIN})"
    r"|(?P<region>[A-Z][A-Za-z]{0,4}\.(?:[A-Z]\.)*)|[\w.]+(?:\s[\w.]+){0,2}))?"
    rf"(?:{_DATE})?(?:{_AGENCY})?{_DASH}"
)
WITH_SOURCE = re.compile(
    rf"(?P<place>{_NAME}(?:\s{_NAME}){{0,2}})(?:,\s*(?P<outlet>{DOMAIN})|{_KNOWN_AGENCY}){_DASH}"
)
OUTLET_FIRST = re.compile(
    rf"(?P<outlet>{DOMAIN})"
    rf"(?:,\s*(?P<place>{_NAME}(?:\s{_NAME}){{0,2}}|{_CAPS}(?:\s{_CAPS}){{0,3}}))?{_DASH}"
)
CITY = re.compile(
    rf"(?P<place>{_CITY})(?:,\s*(?P<outlet>[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,2}}))?{_DASH}"
)
NO_PLACES = frozenset(
    """BREAKING UPDATE UPDATED EXCLUSIVE EKSKLUSIF OPINI OPINION KOLOM FOTO VIDEO LIVE POPULER HOAKS
    HOAX INFOGRAFIS WATCH ABSTRACT CATATAN NOTE NOTES ANALISIS ANALYSIS EDITORIAL RALAT KOREKSI
    CORRECTION SIARAN PERS RILIS PRESS RELEASE WAWANCARA INTERVIEW TAJUK PENTING URGENT NEWS
    BERITA KRONOLOGI FAKTA CEK""".split()  # noqa: SIM905 - a list of words reads best as one
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the dash; each part is empty where it is not there."""

    place: str = ""
    outlet: str = ""


NONE = Dateline()


def dateline_of(paragraph: str) -> Dateline:
    """Read the dateline at the beginning of a paragraph."""
    beginning = paragraph[:LONGEST_DATELINE]
    if not any(dash in beginning for dash in "-–—"):  # most paragraphs
        return NONE
    for pattern in (OUTLET_FIRST, IN_CAPITALS, WITH_SOURCE, CITY):
        found = pattern.match(beginning)
        if not found or len(paragraph) - found.end() < SHORTEST_BODY:
            continue
        parts = found.groupdict()
        place = parts.get("place") or ""
        if pattern is IN_CAPITALS and not _may_be_a_place(place):
            continue
        region = parts.get("region")
        return Dateline(f"{place}, {region}" if region else place, parts.get("outlet") or "")
    return NONE


def _may_be_a_place(capitals: str) -> bool:
    letters = [letter for letter in capitals if letter.isalpha()]
    return (
        len(letters) >= SHORTEST_PLACE
        and not NO_PLACES.intersection(capitals.split())
        and any(letter in "AEIOU" for letter in letters)
    )
