"""What every test stands on: no screen, no real home, no network of its own."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before Qt is imported. Ask for QT_QPA_PLATFORM=xcb to watch the tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_FONT_DPI"] = "96"  # widths in tests must not depend on the screen at hand
for name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_STYLE_OVERRIDE", "QT_QPA_FONTDIR"):
    os.environ.pop(name, None)

# A deadline fails where the machine is busy or a module is imported first, not where code is wrong.
settings.register_profile("kutip", deadline=None)
settings.load_profile("kutip")

_HOMES = {
    "HOME": ".",
    "USERPROFILE": ".",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_DOCUMENTS_DIR": "documents",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, so that none reads or writes the real one.

    Processes that a test starts inherit it.
    """
    home = tmp_path_factory.mktemp("home")
    for name, folder in _HOMES.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("KUTIP_LIBRARY", raising=False)
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return home


@pytest.fixture(scope="session")
def reference() -> Path:
    """Find the folder of real articles that KUTIP_REFERENCE names: `articles/`, `detection/`.

    Their texts belong to their publishers and are not in the project; without them the test is
    skipped.
    """
    named = os.environ.get("KUTIP_REFERENCE", "")
    if not named:
        pytest.skip("KUTIP_REFERENCE is unset: the real articles are not part of the project")
    folder = Path(named)
    if not (folder / "articles").is_dir():
        pytest.fail(f"KUTIP_REFERENCE is {named}, which has no folder articles")
    return folder
