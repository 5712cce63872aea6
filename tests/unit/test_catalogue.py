"""The program's words: all there, in both languages, compiled."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

import resources
from annotations.cli import program

ROOT = Path(resources.__file__).parent.parent
BRACES = re.compile(r"\{(\w*)[^}]*\}")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "script" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_message_of_the_program_has_its_translation(tool: ModuleType) -> None:
    assert len(list(tool.collected())) > 100
    assert tool.missing() == []


def test_messages_are_found_whatever_else_is_handed_over(tool: ModuleType) -> None:
    code = """
plain = self._words("Save {name}", name=x)
both = words.plural("{n} day", "{n} days", n, why=label(Reason(key), words))
letter = words.context("letter of a tag", "C")
MARKED = marked(
    "one, "
    "two"
)
no = other("nothing"), words(name), words_of(x)
"""
    assert list(tool.said_in(code)) == [
        ("Save {name}", None),
        (("{n} day", "{n} days"), None),
        ("C", "letter of a tag"),
        ("one, two", None),
    ]


def test_messages_of_templates_are_found_with_their_plurals(tool: ModuleType) -> None:
    template = (
        "{% macro no(n) %}{{ words.plural('{n} day', '{n} days', n) }}{% endmacro %}"
        "<p>{{ words('Reply') }} {{ words.context('law', 'Article') }} {{ words.number(n) }}"
        " {{ words(name) }}</p>"
    )
    assert set(tool.said_in_template(template)) == {
        (("{n} day", "{n} days"), None),
        ("Reply", None),
        ("Article", "law"),
    }


def test_the_names_of_word_lists_are_no_messages(tool: ModuleType) -> None:
    code = 'known = language.words("people.ranks"); said = words("Law"), words.context("tag", "L")'
    assert list(tool.said_in(code, lists=True)) == [("Law", None), ("L", "tag")]
    assert not [each.id for each in tool.collected() if str(each.id).startswith("people.")]


def test_the_help_of_every_command_can_be_said_in_every_language(tool: ModuleType) -> None:
    known = {message.id for message in tool.collected()}
    helps = {program.help: "kutip"}
    for name, command in program.commands.items():
        helps[command.help] = name
        for option in command.params:
            helps[getattr(option, "help", None) or ""] = f"{name} {option.name}"
    helps.pop("", None)
    assert len(helps) > 40
    assert {said: where for said, where in helps.items() if said not in known} == {}


def test_translations_keep_the_named_values(tool: ModuleType) -> None:
    for language in tool.languages():
        for message in tool.read(language):
            if not message.id:
                continue
            ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
            strings = message.string if isinstance(message.id, (tuple, list)) else (message.string,)
            wanted = sorted(BRACES.findall(ids[-1]))
            for text in strings:  # a value said twice: two wordings run together
                assert sorted(BRACES.findall(text)) == wanted, (language, message.id)


def test_compiled_catalogues_are_in_step_with_their_source(tool: ModuleType) -> None:
    for language in tool.languages():
        with tool.po_path(language).with_suffix(".mo").open("rb") as file:
            held = dict(_said(message) for message in read_mo(file) if message.id)
        source = dict(_said(message) for message in tool.read(language) if message.id)
        assert held.keys() == source.keys()
        for key, string in source.items():
            assert held[key] == string


def _said(message: Message) -> tuple[tuple[object, str], object]:
    """Pair (id, context) with the translation; Babel reads .po and .mo into different types."""
    context: object = message.context or ""
    told = context.decode() if isinstance(context, bytes) else context
    forms = (message.id, message.string)
    one, other = (tuple(each) if isinstance(each, list) else each for each in forms)
    return (one, str(told)), other


def test_a_catalogue_file_is_the_same_after_each_run(tool: ModuleType) -> None:
    for language in tool.languages():
        first = tool.compiled(tool.read(language))
        assert first == tool.po_path(language).with_suffix(".mo").read_bytes()
        head = tool.po_path(language).read_text("utf-8").partition("\n\n")[0]
        assert not re.search("date|translator|EMAIL|FULL NAME|fuzzy", head, re.IGNORECASE)


def test_a_catalogue_fills_in_values_and_groups_numbers() -> None:
    english, indonesian = resources.catalogue("en"), resources.catalogue("id_ID")
    assert english("Import {name}", name="a.md") == "Import a.md"
    assert english.plural("{n} thing", "{n} things", 1) == "1 thing"
    assert english.plural("{n} thing", "{n} things", 12345) == "12,345 things"
    assert indonesian.language == "id"
    assert indonesian.number(12345) == "12.345"
    assert resources.catalogue("fr").language == "en"
