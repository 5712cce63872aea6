"""What tests of the commands stand on: a library with one story, and the program to ask."""

from pathlib import Path

import pytest

from annotations import cli
from tests.terminal import Kutip, Run

STORY = """# Wali Kota Janjikan 120 Pompa

Harian Arunika - Rabu (14/10/2026)

"Kami pastikan 120 pompa selesai 👮🏽," kata Wali Kota Ratna Wibisono.

Pompa itu melindungi 310 ribu jiwa. Dia yakin. Dia pulang.
"""


@pytest.fixture
def kutip(capfdbinary: pytest.CaptureFixture[bytes]) -> Kutip:
    """Run a command as `kutip ARGUMENTS` would."""

    def run(*arguments: object) -> Run:
        capfdbinary.readouterr()
        status = cli.main([str(each) for each in arguments])
        out, err = capfdbinary.readouterr()
        return Run(status, out.decode(), err.decode())

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path, story: Path, kutip: Kutip, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library that holds the story, and let KUTIP_LIBRARY name it."""
    path = tmp_path / "banjir.kutip"
    assert kutip("new", path).status == cli.DONE
    monkeypatch.setenv("KUTIP_LIBRARY", str(path))
    _add_without_worker(path, story)
    return path


def _add_without_worker(path: Path, story: Path) -> None:
    """Import without starting a second process; tests/end2end does it with one."""
    from annotations.importing import markdown
    from annotations.storage import articles
    from annotations.storage.articles import NewArticle
    from annotations.storage.store import Store

    data = story.read_bytes()
    new = NewArticle(imported=markdown.parse(data, story.name), original=data, source=story.name)
    with Store.open(path) as store:
        store.call(lambda library: articles.add_all(library, [new]), saving=True)
