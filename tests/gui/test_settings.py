"""Settings survive, and no file keeps the window from opening."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.settings import RECENT, Settings, read_settings, write_settings


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    settings = Settings(
        language="id",
        theme="sepia",
        zoom=125,
        author="Sekar Lestari",
        keys={"quote": ("W",), "note": ()},
        recent=("/x/a.kutip",),
        geometry="QUJD",
        panes=(208, 296, 600, 328),
        filters_folded=True,
    )
    file = tmp_path / "deep" / "settings.json"
    write_settings(file, settings)
    assert read_settings(file) == settings
    assert not list(file.parent.glob("*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_only_this_user_can_read_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "kutip" / "settings.json"
    write_settings(file, Settings())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", "null", '{"zoom": "big"}', '{"keys": [1]}', '{"panes": ["a"]}', '{"new": 1}'],
)
def test_a_file_that_makes_no_sense_gives_the_defaults(tmp_path: Path, written: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(written, encoding="utf-8")
    assert read_settings(file) == Settings()


def test_one_wrong_setting_does_not_cost_the_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"zoom": True, "theme": "dark", "recent": [1]}), encoding="utf-8")
    assert read_settings(file) == Settings(theme="dark")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(Settings.__dataclass_fields__)), _JSON))
def test_whatever_stands_in_the_file_settings_have_their_types(
    tmp_path_factory: pytest.TempPathFactory, written: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    file.write_text(json.dumps(written), encoding="utf-8")
    found = read_settings(file)
    default = Settings()
    for name in Settings.__dataclass_fields__:
        assert type(getattr(found, name)) is type(getattr(default, name))
    assert all(isinstance(each, str) for each in found.recent)


def test_recent_libraries_stand_once_each_the_last_first() -> None:
    settings = Settings()
    for name in ("a", "b", "a"):
        settings = settings.with_recent(Path(name))
    assert settings.recent == ("a", "b")
    for number in range(20):
        settings = settings.with_recent(Path(str(number)))
    assert len(settings.recent) == RECENT
    assert settings.recent[0] == "19"
