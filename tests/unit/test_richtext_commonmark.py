"""Every example of the CommonMark specification, against its own HTML."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from annotations.richtext import parse_markdown
from tests.unit.test_richtext_laws import assert_lawful

SPECIFICATION = Path(__file__).resolve().parents[1] / "data" / "fetched" / "commonmark-spec.txt"
FENCE = "`" * 32
DIFFERENT = {
    # never closed: a browser would hide all that follows, we hide nothing
    '<style\n  type="text/css">\n\nfoo\n': "foo",
    # Python's HTML parser, which says below what is visible, ends both elsewhere than a browser
    "<?php\n\n  echo '>';\n\n?>\nokay\n": "okay",
    "foo <!--> foo -->\n\nfoo <!---> foo -->\n": "foofoo-->foofoo-->",
}
"""Examples whose words we see otherwise, with those words without white space."""


class _VisibleWords(HTMLParser):
    """Collects what a browser would show, without white space: that is no word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        if tag == "img":
            self.shown += dict(attrs).get("alt") or ""

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        self.shown += "" if self._hidden else data


def _visible(html: str) -> str:
    words = _VisibleWords()
    words.feed(html)
    words.close()
    return "".join(words.shown.split())


def _examples() -> list[tuple[str, str]]:
    found = []
    for part in SPECIFICATION.read_text(encoding="utf-8").split(f"\n{FENCE} example\n")[1:]:
        example = part.split(f"\n{FENCE}\n")[0].replace("→", "\t")
        source, _, html = f"\n{example}\n".partition("\n.\n")
        found.append((source[1:] + "\n", html))
    return found


def test_every_example_keeps_every_visible_word_in_order() -> None:
    if not SPECIFICATION.is_file():
        pytest.skip("the examples are not here: script/fetch-commonmark fetches them")
    examples = _examples()
    assert len(examples) > 600
    lost = []
    for source, html in examples:
        rich = parse_markdown(source)
        assert_lawful(rich)
        if "".join(rich.text.split()) != DIFFERENT.get(source, _visible(html)):
            lost.append((source, html, rich.text))
    assert lost == []
