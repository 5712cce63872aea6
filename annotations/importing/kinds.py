"""What sort of document a text is, by the clear words at its head; news where none stand.

Laws and rulings are known by capitals only, as they are printed: a headline about one
("Putusan Nomor 60 Ubah Peta Pilkada") is news.
"""

import re

from annotations.vocabulary import ArticleKind

_NUMBERED = r"\s+N(?:OMOR|O\.?)\s*:?\s*\d\S*"
_CAPITALS = r"[A-Z\s-]"

RELEASE = re.compile(
    r"(?:siaran\s+pers|rilis\s+pers|keterangan\s+pers|untuk\s+segera\s+disiarkan|"
    r"(?:press|news|media)\s+release|(?:for\s+)?immediate\s+release)"
    r"(?=\s*$|\s*[:|–—-]|\s+(?:nomor|no\b))",
    re.IGNORECASE,
)
RULING = re.compile(
    rf"P\s?U\s?T\s?U\s?S\s?A\s?N(?:\s*$|{_CAPITALS}{{0,60}}{_NUMBERED}\s*$)"
    r"|IN\s+THE\s+(?:[A-Z]+\s+){0,4}COURT\b|OPINION\s+OF\s+THE\s+COURT\s*$"
)
LAW = re.compile(
    rf"(?:RANCANGAN\s+)?(?:UNDANG-UNDANG|PERATURAN\s){_CAPITALS}{{0,80}}{_NUMBERED}\s+TAHUN\s+\d{{4}}"
    r"\s*(?:$|TENTANG\b)|AN\s+ACT\s+TO\b|BE\s+IT\s+ENACTED\b"
)
TRANSCRIPT = re.compile(
    r"(?:transkrip|transcript)(?=\s*$|\s*[:–—-]|\s+(?:of|wawancara|sidang|rapat|pidato)\b)",
    re.IGNORECASE,
)
REPORT = re.compile(r"(?:LAPORAN\s+TAHUNAN|ANNUAL\s+REPORT)\b")
PATTERNS = (
    (ArticleKind.RELEASE, RELEASE),
    (ArticleKind.RULING, RULING),
    (ArticleKind.LAW, LAW),
    (ArticleKind.TRANSCRIPT, TRANSCRIPT),
    (ArticleKind.REPORT, REPORT),
)
ANY = re.compile(
    "|".join(f"(?{'i' if one.flags & re.IGNORECASE else ''}:{one.pattern})" for _, one in PATTERNS)
)
"""Whether it is any of them: most lines are none."""
LONGEST_LABEL = 120
"""Characters; a sentence that begins with such a word is longer."""


def kind_label(line: str) -> ArticleKind:
    """Read the kind off one line of the head; NEWS unless the line is such a label."""
    if len(line) > LONGEST_LABEL or not ANY.match(line):
        return ArticleKind.NEWS
    return next((kind for kind, pattern in PATTERNS if pattern.match(line)), ArticleKind.NEWS)


def is_bare_label(line: str) -> bool:
    """Whether a line is the label and nothing else: no number, no title after it."""
    if not ANY.match(line) or any(letter.isdigit() for letter in line):
        return False
    found = next((match for _, pattern in PATTERNS if (match := pattern.match(line))), None)
    return found is not None and not line[found.end() :].strip(" .:|–—-")
