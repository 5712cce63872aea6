"""A small reader of workbooks, for tests: what stands in a file, by no word of who wrote it."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Read:
    """A cell: type as the file says ("s" text, "n" number, "b" truth), value, format."""

    kind: str
    value: str
    format: str


def read(data: bytes) -> dict[str, list[dict[str, Read]]]:
    """Read each sheet by name as rows of cells by the letters of their column."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        shared = [
            "".join(text.text or "" for text in item.iter(f"{_MAIN}t"))
            for item in ET.fromstring(package.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        ]
        styles = ET.fromstring(package.read("xl/styles.xml"))  # noqa: S314 - our own file
        codes = {
            each.get("numFmtId"): each.get("formatCode", "")
            for each in styles.iter(f"{_MAIN}numFmt")
        }
        cell_styles = styles.find(f"{_MAIN}cellXfs")
        looks = [] if cell_styles is None else list(cell_styles)
        formats = [codes.get(each.get("numFmtId"), "") for each in looks]
        book = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 - our own file
        names = [each.get("name", "") for each in book.iter(f"{_MAIN}sheet")]
        found = {}
        for number, name in enumerate(names, start=1):
            sheet = ET.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own file
            assert not list(sheet.iter(f"{_MAIN}f")), "a formula"
            assert not list(sheet.iter(f"{_MAIN}hyperlink")), "a link"
            found[name] = [
                {re.sub(r"\d", "", cell.get("r", "")): _cell(cell, shared, formats) for cell in row}
                for row in sheet.iter(f"{_MAIN}row")
            ]
    return found


def _cell(cell: ET.Element, shared: list[str], formats: list[str]) -> Read:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v", "")
    if kind == "s":
        value = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), shared[int(value)])
    return Read(kind, value, formats[int(cell.get("s", "0"))])


def table(rows: list[dict[str, Read]]) -> list[dict[str, Read]]:
    """Read rows below a head as cells by the names in the head."""
    head = {letters: cell.value for letters, cell in rows[0].items()}
    return [{head[letters]: cell for letters, cell in row.items()} for row in rows[1:]]
