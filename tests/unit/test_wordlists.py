"""A user's own word lists are laid over ours; one that cannot be used is left out and named."""

import re
from pathlib import Path

import pytest

from annotations.detection.languages import Language, laid_over, language
from annotations.detection.reading import read
from annotations.detection.wordlists import left_out, signature
from annotations.places import languages_folder
from annotations.sentences import sentence
from resources import catalogue


def written(folder: Path, code: str, text: str) -> Path:
    (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_new_language_is_one_file(tmp_path: Path) -> None:
    written(tmp_path, "ms", 'name = "Bahasa Melayu"\n[quotations]\nverbs = ["kata", "ujar"]\n')
    found = language("ms-MY", tmp_path)
    assert (found.code, found.name) == ("ms", "Bahasa Melayu")
    assert found.words("quotations.verbs") == ("kata", "ujar")
    assert left_out(tmp_path) == {}


def test_a_language_that_nobody_wrote_has_no_words() -> None:
    assert language("xx").words("quotations.verbs") == ()
    assert language("").data == {}


def test_words_are_added_and_taken_out() -> None:
    ours = {"name": "A", "own": {"verbs": ["kata", "ujar"], "text": "x"}}
    theirs = {"own": {"verbs": ["-ujar", "tutur", "kata"], "text": "y"}}
    assert laid_over(ours, theirs) == {
        "name": "A",
        "own": {"verbs": ["kata", "tutur"], "text": "y"},
    }


def test_shapes_are_added_to_the_list_of_shapes_ours_first() -> None:
    ours = {"shapes": [{"rule": "pledge", "form": "{vow} <verb>"}]}
    theirs = {"shapes": [{"rule": "plan", "form": "{future} <any>"}, ours["shapes"][0]]}
    assert laid_over(ours, theirs) == {"shapes": [*ours["shapes"], theirs["shapes"][0]]}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[quotation]\nverbs = ["celetuk"]\n', "quotation"),
        ('[quotations]\nverb = ["celetuk"]\n', "quotations.verb"),
        ('verbs = ["celetuk"]\n', "verbs"),
        ('[quotations]\nverbs = ["celetuk"]\n[dates.months]\nMaret = 3\n', ""),
        ('[commitments]\noath = ["bersumpah"]\n', "commitments.oath"),
        ('[commitments]\noath = ["sumpah"]\nshapes = [{ form = "{oath} <act>" }]\n', ""),
    ],
)
def test_a_misspelt_list_is_named_and_not_passed_over(
    tmp_path: Path, text: str, named: str
) -> None:
    bad = left_out(written(tmp_path, "id", text))
    assert [error.detail for error in bad.values()] == ([named] if named else [])


def test_a_list_gives_the_words_in_it_each_once() -> None:
    odd = Language("xx", "", {"a": ["kata", 3, "", " ", {"b": 1}, "kata", ["c"]], "b": "kata"})
    assert odd.words("a") == ("kata",)
    assert odd.words("b") == odd.words("c") == ()
    assert re.fullmatch(odd.any_of("a"), "kata")
    assert not re.search(odd.any_of("b", "c"), "kata")


def test_a_file_that_an_editor_began_with_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "ms.toml").write_bytes(b'\xef\xbb\xbfname = "Melayu"\n')
    assert language("ms", tmp_path).name == "Melayu"


@pytest.mark.parametrize(
    "text",
    [
        "name = ",
        'name = "a"\nname = "b"',
        "name = 3",
        "name = ['a']",
        "\0",
        "[dates]\nshapes = ['<nobody> (']",
        "[dates]\nby = 'sebelum'",
        "[dates]\nby = [1, 2]",
        "dates = 3",
        "[dates.months]\nMei = 'lima'",
        "[dates.months]\nMey = 'lima'",
    ],
)
def test_a_broken_file_is_one_sentence_and_ours_is_used(tmp_path: Path, text: str) -> None:
    written(tmp_path, "id", text)
    written(tmp_path, "ms", 'name = "Melayu"')
    (code,) = left_out(tmp_path)
    assert code == "id"
    said = sentence(left_out(tmp_path)["id"], catalogue("en"))
    assert "id.toml" in said
    assert len(said.splitlines()) == 1
    assert language("id", tmp_path).name == language("id").name
    assert language("ms", tmp_path).name == "Melayu"
    assert read("Kami akan datang.", code="id", languages=tmp_path).language.name


def test_what_is_no_text_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_bytes(b"name = '\xff\xfe'")
    assert list(left_out(tmp_path)) == ["en"]


def test_the_signature_changes_with_the_lists_and_not_with_broken_ones(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    written(folders[0], "id", "[quotations]\nverbs = ['tutur']")
    written(folders[1], "id", "name = ")
    assert len({signature(), *map(signature, folders)}) == 2
    assert signature(folders[0]) != signature()
    assert signature(tmp_path / "missing") == signature()


def test_the_folder_lies_beside_the_settings_or_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert languages_folder({}) is None
    assert languages_folder({"KUTIP_LANGUAGES": str(tmp_path)}) == tmp_path
    assert languages_folder({"KUTIP_LANGUAGES": str(tmp_path / "no")}) is None
    monkeypatch.setattr("annotations.places.config_folder", lambda: tmp_path)
    (tmp_path / "languages").mkdir()
    assert languages_folder({}) == tmp_path / "languages"
