#!/usr/bin/env python3
"""Keep the catalogue in step with the program.

    script/catalogue.py update     collect the messages into every .po, then compile
    script/catalogue.py compile    write every .mo anew from its .po
    script/catalogue.py missing    list the messages that have no translation yet

Run it with the checkout's own Python: .venv/bin/python script/catalogue.py update
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
PACKAGES = ("annotations", "desktop", "resources")
TEMPLATES = ("*.html", "*.j2", "*.md")
Said = tuple[str | tuple[str, str], str | None]
"""A message, with its plural if it has one, and its context."""
WORD_LISTS = ("annotations/checking/", "annotations/detection/")
"""Where `language.words("verbs")` reads a list of the language's file: that is no message."""


class Dateless(Catalog):
    """A catalogue whose head says nothing that differs from run to run or names a person."""

    def __init__(self, held: Catalog) -> None:
        self._held = held
        super().__init__(locale=held.locale, header_comment=held.header_comment, fuzzy=False)
        for message in held:
            if message.id:
                self[message.id] = message

    @property
    def num_plurals(self) -> int:
        """Keep what the file says; Indonesian has one form for all numbers."""
        return self._held.num_plurals

    @property
    def plural_expr(self) -> str:
        """Keep what the file says."""
        return self._held.plural_expr

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Say only what gettext needs."""
        return [
            ("Project-Id-Version", "Kutip"),
            ("Language", self.locale_identifier or ""),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def collected() -> Catalog:
    """Collect every message that the program's code and templates show."""
    catalog = Catalog(project="Kutip", charset="utf-8")
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            said = said_in(file.read_text("utf-8"), lists=place.startswith(WORD_LISTS))
            for message, context in said:
                catalog.add(message, locations=[(place, 0)], context=context)
    for pattern in TEMPLATES:
        for file in sorted((ROOT / "resources" / "templates").rglob(pattern)):
            place = file.relative_to(ROOT).as_posix()
            for message, context in said_in_template(file.read_text("utf-8")):
                catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def said_in(code: str, *, lists: bool = False) -> Iterator[Said]:
    """Find (message, context) of each call in Python code.

    With `lists`, a method `words` reads a list of words and says nothing.
    """
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        if lists and isinstance(node.func, ast.Attribute) and node.func.attr == "words":
            continue
        given = [each.value for each in node.args if isinstance(each, ast.Constant)]
        yield from meant(called(node.func), [each for each in given if isinstance(each, str)])


def said_in_template(text: str) -> Iterator[Said]:
    """Find (message, context) of each call in a template.

    Readers of templates look for functions that are called by their name: words.plural is none.
    """
    for node in Environment(autoescape=True).parse(text).find_all(nodes.Call):
        match node.node:
            case nodes.Name(name=name) | nodes.Getattr(attr=name):
                given = [each.value for each in node.args if isinstance(each, nodes.Const)]
                yield from meant(name, [each for each in given if isinstance(each, str)])


def meant(function: str, texts: Sequence[str]) -> Iterator[Said]:
    """Say which message a call of this function with these texts is for, if any."""
    match function, texts:
        case "plural", [one, many, *_]:
            yield (one, many), None
        case "context", [context, message, *_]:
            yield message, context
        case "words" | "_words" | "marked", [message, *_]:
            yield message, None


def called(function: ast.expr) -> str:
    """Name what is called, without what it belongs to."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def languages() -> list[str]:
    """Name the languages that have a catalogue."""
    return sorted(folder.name for folder in TRANSLATIONS.iterdir() if folder.is_dir())


def po_path(language: str) -> Path:
    """Say where the words of a language lie."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "kutip.po"


def read(language: str) -> Catalog:
    """Read the words of a language."""
    with po_path(language).open("rb") as file:
        return Dateless(read_po(file, locale=language))


def compiled(catalog: Catalog) -> bytes:
    """Compile a catalogue; fuzzy and empty translations are left out."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update() -> None:
    """Bring every .po in step with the code; what is gone from the code is dropped."""
    template = collected()
    for language in languages():
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        with po_path(language).open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    compile_all()


def compile_all() -> None:
    """Write every .mo anew."""
    for language in languages():
        po_path(language).with_suffix(".mo").write_bytes(compiled(read(language)))


def missing() -> list[tuple[str, str]]:
    """List (language, message) for what the code shows and a language cannot say."""
    lacking = []
    for language in languages():
        catalog = read(language)
        for message in collected():
            known = catalog.get(message.id, context=message.context) if message.id else message
            strings = known.string if known else ""
            complete = all(strings) if isinstance(strings, (tuple, list)) else bool(strings)
            if message.id and not (known and complete and not known.fuzzy):
                lacking.append((language, str(message.id)))
    return lacking


def main(arguments: list[str]) -> int:
    """Run one of the three."""
    match arguments:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["missing"]:
            lacking = missing()
            for language, message in lacking:
                print(f"{language}: {message}")
            return 1 if lacking else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
