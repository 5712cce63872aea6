"""Laws that are cited by an English name: acts, bills, codes, amendments, treaties, directives.

A name is read backwards from its last word ("Act"), over capitals and the small words between.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.scanning import Heads, Scan, heads
from annotations.detection.legal.words import Words

ACT = "legal.act"
BILL = "legal.bill"
TREATY = "legal.treaty"
EUROPEAN = "legal.european"

LONGEST = 150
FARTHEST = 80
"""Characters looked back at for one word, which may be several in brackets."""
MOST_WORDS = 14
_BACK = re.compile(
    r"(?:^|(?<=[\s“\"'‘(/—–-]))(?P<word>\([^()\n]{1,60}\)|[\w&][\w&.'’-]*(?:,(?=\s))?)\s*(?:-\s)?$"
)
_JOINING = frozenset({"and", "or", "&"})
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_ROMAN = re.compile(r"[IVXLC]{1,6}|\d+(?:[–-]\d+)?")
_YEAR = re.compile(r"(?:\s+(?P<of>of)|,)?\s+(?P<year>1[2-9]\d\d|20\d\d)(?![\d/]|[.,]\d)")
_TOPIC_WORD = re.compile(r"\s+(?P<word>[\w&][\w&.'’-]*)(?P<comma>,(?=\s+(?:\w+,?\s+){1,4}and\s))?")


@dataclass(frozen=True, eq=False)
class _Names:
    head: Heads
    heads: frozenset[str]
    breaks: frozenset[str]
    owners: frozenset[str]
    persons: frozenset[str]
    topics: Heads
    ordinal: re.Pattern[str]
    of: re.Pattern[str]
    small: frozenset[str]
    openers: frozenset[str]
    after: re.Pattern[str]
    never: frozenset[str]
    codes: frozenset[str]
    general: frozenset[str]
    treaties: frozenset[str]
    listed: Heads


@cache
def _names(words: Words) -> _Names:
    return _Names(
        heads(
            rf"(?<![\w'’])(?P<head>{words.any_of('acts.heads')})(?![\w'’-]*[a-z]\w*-)",
            words.words("acts.heads"),
        ),
        frozenset(words.words("acts.heads")),
        frozenset((*words.words("acts.heads"), *words.words("acts.breaks"))),
        frozenset(words.words("acts.owners")),
        frozenset(words.words("acts.persons")),
        heads(
            rf"(?<![\w'’])(?P<head>{words.any_of('acts.topical')})"
            rf"\s+(?P<link>(?i:{words.any_of('acts.topic_links')}))(?=\s)",
            words.words("acts.topical"),
        ),
        re.compile(
            rf"(?<![\w'’-])(?P<name>(?:{words.any_of('acts.ordinals')}|\d{{1,2}}(?:st|nd|rd|th))"
            r"\s+Amendment)(?!\w)"
        ),
        re.compile(r"\s+of\s+"),
        frozenset(words.words("acts.small")),
        frozenset(words.words("acts.openers")),
        re.compile(rf"\s+{words.any_of('acts.not_before')}"),
        frozenset(name.lower() for name in words.words("acts.never")),
        frozenset(words.words("acts.codes")),
        frozenset(words.words("acts.general")),
        frozenset(words.words("treaties.heads_en")),
        heads(
            rf"(?<![\w'’-])(?P<name>{words.any_of('treaties.names')})",
            words.words("treaties.names"),
        ),
    )


def find_acts(scan: Scan, words: Words) -> Iterator[Law]:
    """Find laws and treaties with an English name; those of one name may overlap."""
    rules, text = _names(words), scan.text
    for found in scan.matches(rules.head):
        if law := _act(rules, text, found):
            yield law
    for found in rules.ordinal.finditer(text) if "Amendment" in text else ():
        if not _after_capital(text, found.end()):
            name = Part(" ".join(found["name"].split()), *found.span())
            yield _law(found.start(), found.end(), "Amendment", name, ACT, "us")
    for found in scan.matches(rules.topics):
        if law := _topical(rules, text, found):
            yield law
    for found in scan.matches(rules.listed):
        end = found.end()
        name = Part(" ".join(found["name"].split()), found.start(), end)
        yield _law(found.start(), end, "Treaty", name, TREATY, "")


def _law(
    start: int,
    end: int,
    instrument: str,
    name: Part,
    rule: str,
    jurisdiction: str,
    year: Part | None = None,
) -> Law:
    parts = {"instrument": Part(instrument, name.start, name.end), "name": name}
    if year:
        parts["year"] = year
    kind = "bill" if instrument == "Bill" else "act"
    return Law(
        start=start,
        end=end,
        rule=rule,
        jurisdiction=jurisdiction,
        kind=kind,
        parts=parts,
        has_parts=instrument != "Amendment",
    )


def _after_capital(text: str, end: int) -> bool:
    """Say whether a capital follows directly, so that the name goes on: "Convention Center"."""
    return bool(re.match(r"[ \xa0-](?!Act\b|Bill\b)[A-Z]\w*[a-z]", text[end : end + 30]))


def _start_of_name(rules: _Names, text: str, end: int) -> tuple[int, int]:
    """Walk back over a name that ends before `end`; give its start and its number of words."""
    start, count, joined = end, 0, -1
    position = end
    while found := _BACK.search(text, max(0, position - FARTHEST), position):
        if (
            found.start() < end - LONGEST
            or count > MOST_WORDS
            or "\n" in text[found.start() : position]
        ):
            break
        word = found["word"]
        bare = word.rstrip(",")
        comma = word != bare
        if word.startswith("("):
            if not word[1].isupper():
                break
        elif bare[0].isupper() or (count and _ORDINAL.fullmatch(bare)):
            if (comma and joined < 0) or _ROMAN.fullmatch(bare):
                break
            if bare in rules.breaks and count and start > position:
                return (joined, count) if joined >= 0 else (start, count)
            if count and bare.lower() in rules.small and _after_name(rules, text, found.start()):
                position = found.start()
                continue
            if bare in rules.openers or (count and _is_owner(rules, bare)):
                break
            if _ends_sentence(bare):
                break
            start, count = found.start(), count + 1
        elif bare in rules.small and count and not comma:
            if bare == "the" and not _after_small(rules, text, found.start()):
                break
            if bare in _JOINING and joined < 0:
                joined = start
        else:
            break
        position = found.start()
    return start, count


def _after_name(rules: _Names, text: str, start: int) -> bool:
    """Say whether a name stands before a small word with a capital: "Americans With"."""
    before = _BACK.search(text, max(0, start - FARTHEST), start)
    word = before["word"] if before else ""
    return word[:1].isupper() and word not in rules.openers and not word.endswith(",")


def _ends_sentence(word: str) -> bool:
    """Say whether a word with a full stop is no abbreviation: "Friday.", not "U.S." or "St."."""
    return re.fullmatch(r"[A-Z][a-z]{2,}\.", word) is not None


def _is_owner(rules: _Names, word: str) -> bool:
    """Say whether a word ends like that of a country that has the law: "Ruritania's"."""
    return word.endswith(("'s", "’s")) and word not in rules.owners


def _after_small(rules: _Names, text: str, start: int) -> bool:
    """Say whether a small word stands before "the", as in "on the Rights of the Child"."""
    before = _BACK.search(text, max(0, start - FARTHEST), start)
    return bool(before and before["word"].lower() in rules.small - _JOINING)


def _act(rules: _Names, text: str, found: re.Match[str]) -> Law | None:
    head = found["head"]
    start, count = _start_of_name(rules, text, found.start())
    if not count:
        return None
    end = found.end()
    name = " ".join(text[start:end].split())
    year = _YEAR.match(text, end)
    if year and year["of"] is None and year[0].startswith(","):
        year = None
    if (
        rules.after.match(text, end)
        or name.lower() in rules.never
        or name.split()[0] in {"Bill", "Act"}
    ):
        return None
    if head == "Code" and not any(word in rules.codes for word in name.split()):
        return None
    if head == "Law" and name.split()[0] in rules.persons:
        return None
    first = name.split()[0]
    if head == "Law" and count == 1 and first.endswith(("'s", "’s")):
        return _law(start, end, "Law", Part(name, start, end), ACT, "")
    enough = count > 1 or head in {"Code", "Amendment"} or (first.isupper() and len(first) > 1)
    if head == "Amendment" and rules.ordinal.search(name):
        return None
    if head in rules.general and not year and not (enough and _definite(text, start)):
        return None
    if head in {"Order", "Orders", "Regulations", "Rules"} and not (year and not year["of"]):
        return None
    if head == "Bill" and (not _definite(text, start) or (_after_capital(text, end) and not year)):
        return None
    if head in rules.treaties and _after_capital(text, end):
        return None
    instrument, rule, jurisdiction = _kind(rules, head, year)
    part = None
    if year:
        end = year.end()
        part = Part(year["year"], *year.span("year"))
    return _law(start, end, instrument, Part(name, start, found.end()), rule, jurisdiction, part)


def _kind(rules: _Names, head: str, year: re.Match[str] | None) -> tuple[str, str, str]:
    if head in rules.treaties:
        return "Treaty", TREATY, ""
    if head in {"Directive", "Regulation"}:
        return head, EUROPEAN, "eu"
    if head == "Amendment" or (head == "Amendments" and not year):
        return "Amendment", ACT, "us"
    place = "us" if year and year["of"] else ""
    if head == "Bill":
        return "Bill", BILL, place
    if head in {"Regulations", "Rules", "Order"}:
        return "Statutory Instrument", ACT, "gb"
    return {"Code": "Code", "Law": "Law"}.get(head, "Act"), ACT, place


def _definite(text: str, start: int) -> bool:
    """Say whether an article or an owner stands before: "the Online Safety Bill"."""
    before = text[max(0, start - 16) : start].rstrip(" “\"‘'(")
    return bool(
        re.search(r"(?:\b[Tt]he|\b[Tt]his|['’]s|\b[Nn]ew|\b\d{4}|\b[Tt]heir|\b[Ii]ts)$", before)
    )


def _topical(rules: _Names, text: str, found: re.Match[str]) -> Law | None:
    """Read "Convention on the Rights of the Child", "Treaty of Lisbon"."""
    end = position = found.end()
    count, joined = 0, -1
    while word := _TOPIC_WORD.match(text, position):
        written = word["word"]
        if written in rules.heads and count:
            end = joined if joined >= 0 else end
            break
        if written[0].isupper() or (written[0].isdigit() and count):
            end, count = word.end("word"), count + 1
            if written.endswith("."):
                end -= 1
                break
        elif written not in rules.small:
            break
        if written in {"and", "or"}:
            joined = end
        position = word.end()
        if text[position : position + 1] == "," or count > LONGEST // 10:
            break
    if not count:
        return None
    start, before = _start_of_name(rules, text, found.start())
    start = start if before else found.start()
    head = found["head"]
    name = " ".join(text[start:end].split())
    if name.lower() in rules.never:
        return None
    if head == "Law":
        return _law(start, end, "Law", Part(name, start, end), ACT, "")
    return _law(start, end, "Treaty", Part(name, start, end), TREATY, "")
