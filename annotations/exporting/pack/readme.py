"""README.txt of a proof pack: what is in it and how to check it, in the report's language."""

from annotations.dates import show_date
from annotations.exporting.pack.collecting import Collected
from annotations.exporting.pack.manifest import MANIFEST, RECORDS, STATEMENT, SUMS, why
from annotations.exporting.report import Report
from annotations.exporting.shown import withheld_lines
from resources import Catalogue

_ORIGINALS, _ATTACHED, _TEXTS = "originals/", "attachments/", "texts/"


def readme(report: Report, collected: Collected, words: Catalogue) -> str:
    """Write it, with line ends that every system shows."""
    exhibits = [each.exhibit for each in collected.exhibits]
    lines = [
        report.title,
        words("Proof pack from Kutip, {date}", date=show_date(report.made, words)),
        "",
        words(STATEMENT),
        "",
        words("What is in it"),
        *(f"  {name} — {what}" for name, what in _contents(words) if _is_there(name, collected)),
        "",
        words("How to check it"),
        f"  Linux: sha256sum -c {SUMS}",
        f"  macOS: shasum -a 256 -c {SUMS}",
        "  Windows: certutil -hashfile FILE SHA256",
        "  " + words("With Kutip, quote by quote, without any library:") + " kutip verify PACK.zip",
        "",
        words("Exhibits"),
    ]
    for each in exhibits:
        said = each.file or words("left out: {reason}", reason=why(each.left_out, words))
        title = " · ".join(filter(None, (each.title, each.outlet)))
        lines += [f"  {each.label}  {title}", f"      {said}"]
        times = _times(words, each.imported, each.retrieved)
        lines += [f"      {times}"] if times else []
    if collected.attachments:
        lines += ["", words("Evidence")]
    for attached in collected.attachments:
        said = attached.file or words("left out: {reason}", reason=why(attached.left_out, words))
        lines.append(f"  {', '.join(attached.highlights)}  {said}")
        times = _times(words, attached.imported, "")
        lines += [f"      {times}"] if times else []
    told = withheld_lines(report, words)
    if told:
        lines += ["", words("Not in this pack"), *(f"  {line}" for line in told)]
    if [*filter(None, (e.file for e in exhibits)), *(a for a in collected.attachments if a.file)]:
        lines += [
            "",
            words(
                "Originals and attachments are what was imported, byte by byte: a photograph may"
                " say where and when it was taken, a document who wrote it."
            ),
        ]
    return "\r\n".join(" ".join(line.split("\n")) for line in lines) + "\r\n"


def _contents(words: Catalogue) -> tuple[tuple[str, str], ...]:
    return (
        ("report.html, report.pdf", words("the report")),
        (f"highlights.csv, {RECORDS}", words("the highlights, for other programs")),
        ("exhibits.pdf", words("the exhibits with the pages and passages that are quoted")),
        (_ORIGINALS, words("the files as they were imported")),
        (_ATTACHED, words("files kept as evidence")),
        (_TEXTS, words("the text of each exhibit, in which the offsets count")),
        (MANIFEST, words("what is what, for other programs")),
        (SUMS, words("the checksum of every file")),
    )


def _is_there(name: str, collected: Collected) -> bool:
    """Whether a folder of the pack holds anything; the files are always there."""
    some: list[str] = [name]
    if name == _ORIGINALS:
        some = [each.exhibit.file for each in collected.exhibits]
    elif name == _ATTACHED:
        some = [each.file for each in collected.attachments]
    elif name == _TEXTS:
        some = [each.exhibit.text for each in collected.exhibits]
    return any(some)


def _times(words: Catalogue, imported: str, retrieved: str) -> str:
    parts = []
    if imported:
        parts.append(words("imported {date}", date=show_date(imported, words, long=True)))
    if retrieved:
        parts.append(words("retrieved {date}", date=show_date(retrieved, words, long=True)))
    return " · ".join(parts)
