"""The pages of docs/ about the rules: links lead somewhere, and examples are found as they say."""

import re
from pathlib import Path

import pytest

from annotations.checking.checks import check
from annotations.detection import engine
from annotations.detection.reading import read

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
_LINK = re.compile(r"\]\(([^)#\s]+)")
_NEXT = "\n\n“Jembatan itu dibuka pada bulan Mei,” "
_THEN = "\n\n“The bridge opens in May,” "

# Page, words that stand on it, the language, a text with them, and the rule that finds something.
EXAMPLES = [
    ("quotations", "“Jembatan dibuka Mei,” kata Rina Hartati.", "id", "{}", "clause-after"),
    ("quotations", "“It opens in May,” Rina Hartley said.", "en", "{}", "clause-after"),
    ("quotations", "Rina Hartati menegaskan, “Jembatan dibuka Mei.”", "id", "{}", "clause-before"),
    ("quotations", "Menurut Rina Hartati, “jembatan dibuka Mei”.", "id", "{}", "according"),
    ("quotations", "“Jembatan dibuka Mei,” tegasnya.", "id", "Rina datang. {}", "clitic"),
    ("quotations", "Rina: “Jembatan dibuka Mei.”", "id", "{}", "colon"),
    ("quotations", "“It opens in May,” said Rina. “The money is there.”", "en", "{}", "split"),
    ("quotations", "Rina said it was “a promise to the valley”.", "en", "{}", "mixed"),
    (
        "quotations",
        "“Jembatan itu akan dibuka bulan Mei.” Hal itu disampaikan Rina Hartati.",
        "id",
        "{}",
        "referring",
    ),
    (
        "quotations",
        "Rina Hartati memaparkan rencana itu. ¶ “Jembatan dibuka bulan Mei.”",
        "id",
        "{}",
        "carried",
    ),
    ("quotations", "Rina menjelaskan bahwa jembatan dibuka Mei.", "id", "{}", "indirect"),
    ("quotations", "“…,” selorohnya", "id", "“Jembatan dibuka Mei,” selorohnya.", "clitic"),
    ("quotations", "“Setuju,” jawab Bagas.", "id", "{}", "clause-after"),
    ("quotations", "acara “Seribu Pohon Bakau”", "id", "Warga menggelar {}.", ""),
    ("quotations", "a film called “The Long Tide”", "en", "She starred in {}.", ""),
    ("quotations", "the so-called “ghost bridge”", "en", "They closed {}.", ""),
    ("statistics", "Rp 1,2 triliun", "id", "Anggaran itu {}.", "money"),
    ("statistics", "11,83 miliar dolar AS", "id", "Nilainya {}.", "money"),
    ("statistics", "£250m", "en", "It is worth {}.", "money"),
    ("statistics", "0.2 percentage points", "en", "It fell {}.", "share"),
    ("statistics", "8 dari 10 siswa", "id", "Sebanyak {} lulus.", "ratio"),
    ("statistics", "54 of 57", "en", "They closed {} schools.", "ratio"),
    ("statistics", "3 ton per hari", "id", "Pabrik itu mengolah {}.", "measure"),
    ("statistics", "penjara *12 tahun*", "id", "Ia divonis penjara 12 tahun.", "duration"),
    ("statistics", "dua puluh ribu warga", "id", "Sekitar {} mengungsi.", "count"),
    ("statistics", "killing *14*", "en", "The storm came, killing 14.", "number"),
    ("statistics", "pria 42 tahun", "id", "{} itu pergi.", ""),
    ("statistics", "peringkat 14", "id", "Ia di {}.", ""),
    ("statistics", "5 tahun lalu", "id", "Itu terjadi {}.", ""),
    ("statistics", "2/3 warga", "id", "Sekitar {} hadir.", ""),
    ("legal-references", "PP 12/2017", "id", "{} dicabut.", "indonesian"),
    ("legal-references", "RUU Masyarakat Danau", "id", "{} dibahas.", "indonesian-name"),
    ("legal-references", "Pasal 28F UUD 1945", "id", "{} menjamin.", "code"),
    ("legal-references", "Putusan MK Nomor 5/PUU-XX/2022", "id", "{} berlaku.", "decision"),
    ("legal-references", "section 5(2)(b) of the Harbour Act 2011", "en", "See {}.", "act"),
    ("legal-references", "42 U.S.C. § 9999", "en", "See {}.", "american"),
    ("legal-references", "R (Moss) v Harbour Board [2019] UKSC 99", "en", "See {}.", "case"),
    ("legal-references", "Regulation (EU) 2016/679", "en", "See {}.", "european"),
    ("legal-references", "the Treaty of Salak", "en", "They signed {}.", "treaty"),
    ("legal-references", "PP Tunas Muda, Menko PMK", "id", "{} hadir.", ""),
    ("legal-references", "UU ini", "id", "Warga menolak {}.", ""),
    ("commitments", "Mayor Dana Whitfield promised to reopen the library.", "en", "{}", "pledge"),
    ("commitments", "“We will repair the pier,” said Dana Whitfield.", "en", "{}", "first-person"),
    (
        "commitments",
        "Bupati Rukmini Satya mengatakan pihaknya akan menambah petugas.",
        "id",
        "{}",
        "reported",
    ),
    ("commitments", "The ministry will build 200 houses this year.", "en", "{}", "deliverable"),
    ("commitments", "The company broke its promise to rehire them.", "en", "{}", "record"),
    ("commitments", "Polres Ara akan menggelar patroli laut.", "id", "{}", "plan"),
    ("commitments", "“Netralitas kami harga mati.”", "id", "{} Itu kata Rukmini.", "stance"),
    ("commitments", "belum bisa menjanjikan", "id", "Bupati {} jembatan.", ""),
    ("commitments", "Will the council build it?", "en", "{}", ""),
    ("commitments", "massa akan berunjuk rasa", "id", "Besok {}.", ""),
]
CHECKS = [
    ("some 24 thousand nurses for nearly 12 million people, a ratio of 1:900", "ratio"),
    ("310 of 1,240 wells (35 percent)", "percentage"),
    ("60 buses, made up of 25 large buses and 30 small buses", "sum"),
    ("rose 20 percent, from 400 jobs to 440 jobs", "change"),
    ("Monday (25/7/2024)", "weekday"),
    ("310 wells, 35 percent", ""),
]
SPEAKERS = [
    ("kata Kapolres Garut AKBP Wirya Lesmana", _NEXT, "Wirya Lesmana"),
    ("ujar pengamat pasar, Galih Pramudya (45)", _NEXT, "Galih Pramudya"),
    ("said Ines Calloway, chair of the harbour board", _THEN, "Ines Calloway"),
    ("seorang warga", _NEXT + "kata ", "seorang warga"),
    ("istri Danu", _NEXT + "kata ", "istri Danu"),
    ("kuasa hukum Danu", _NEXT + "kata ", "kuasa hukum Danu"),
    ("a police spokesman", _THEN + "said ", "a police spokesman"),
]


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [ROOT / "README.md", *PAGES], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = [each for each in _LINK.findall(path.read_text(encoding="utf-8")) if ":" not in each]
    assert [each for each in links if not (path.parent / each).exists()] == []


@pytest.mark.parametrize("name", ["quotations", "statistics", "legal-references", "commitments"])
def test_each_kind_has_a_page_that_others_lead_to(name: str) -> None:
    assert f"({name}.md)" in page("suggestions")
    assert f"(docs/{name}.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "words", "code", "frame", "rule"), EXAMPLES)
def test_examples_are_found_as_the_page_says(
    name: str, words: str, code: str, frame: str, rule: str
) -> None:
    assert words in page(name)
    text = frame.format(words.replace("¶ ", "\n\n"))
    kind = {"quotations": "quote", "statistics": "statistic", "commitments": "commitment"}
    start = kind.get(name, "legal") + "."
    found = engine.suggest(read(text, code=code, published="2026-02-10"))
    rules = {each.rule for each in found if each.rule.startswith(start)}
    assert rules >= {start + rule} if rule else rules == set()


@pytest.mark.parametrize(("words", "kind"), CHECKS)
def test_checks_speak_up_as_their_page_says(words: str, kind: str) -> None:
    assert words in page("checks")
    reading = read(f"They said: it was {words}.", code="en", published="2026-02-10")
    findings = check(reading, engine.suggest(reading))
    assert [each.kind.value for each in findings] == ([kind] if kind else [])


@pytest.mark.parametrize(("words", "frame", "name"), SPEAKERS)
def test_speakers_are_who_their_page_says(words: str, frame: str, name: str) -> None:
    assert words in page("speakers")
    found = engine.suggest(read(f"{frame}{words}.".strip(), code="en" if "May" in frame else "id"))
    assert [each.speaker.name for each in found if each.rule.startswith("quote.")] == [name]
