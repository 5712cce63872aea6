"""Our annotations in Recogito's own parser, and Recogito's back in our library."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.exchange.reading import read
from annotations.exporting import jsonld
from annotations.exporting.report import build
from resources import catalogue
from tests.made_entries import many

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not shutil.which("npm"), reason="npm is not here to fetch Recogito"),
]

PACKAGE = "@recogito/text-annotator@4.1.1"
SCRIPT = """
import { readFileSync } from 'fs';
import { parseW3CTextAnnotation as parse, serializeW3CTextAnnotation as write }
  from '@recogito/text-annotator';
const items = JSON.parse(readFileSync(process.argv[2], 'utf8')).first.items;
const found = items.map(item => parse(item));
console.log(JSON.stringify({
  wrong: found.filter(each => each.error).map(each => String(each.error)),
  quotes: found.map(each => each.parsed.target.selector[0]),
  again: found.map(each => write(each.parsed, 'https://arunika.example/berita/1')),
}));
"""


def test_recogito_reads_every_annotation_and_what_it_writes_is_read(tmp_path: Path) -> None:
    fetched = subprocess.run(
        [shutil.which("npm") or "npm", "install", "--ignore-scripts", "--no-audit", PACKAGE],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=300,
    )
    if fetched.returncode:
        pytest.skip(f"{PACKAGE} cannot be fetched here")
    report = build(many(20), catalogue("en"), now=datetime(2026, 11, 22, tzinfo=UTC))
    (tmp_path / "a.jsonld").write_text("".join(jsonld.pieces(report, catalogue("en"))), "utf-8")
    (tmp_path / "read.mjs").write_text(SCRIPT, "utf-8")
    told = subprocess.run(
        [shutil.which("node") or "node", "read.mjs", "a.jsonld"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=60,
    )
    found = json.loads(told.stdout)
    assert found["wrong"] == []
    quotes = [each.highlight.quote for each in report.entries]
    assert [(each["quote"], each["start"], each["end"]) for each in found["quotes"]] == [
        (quote.exact, quote.start, quote.end) for quote in quotes
    ]
    back = [read(each) for each in found["again"]]
    assert [(each.exact, each.start, each.uid, each.fault) for each in back] == [
        (entry.highlight.quote.exact, entry.highlight.quote.start, entry.highlight.uid, None)
        for entry in report.entries
    ]
    assert all(each.own is not None for each in back)
