"""The colours of a report: every ink on every ground it stands on, light, dark and printed."""

import re

import pytest

from resources import read_text

TOKEN = re.compile(r"--([\w-]+):\s*#([0-9a-f]{6})")
TAGS = ("commitment", "statistic", "legal", "own")
PAIRS = [
    *((ink, ground) for ink in ("ink", "muted", "accent") for ground in ("pane", "card")),
    *((f"{tag}-ink", f"{tag}-fill") for tag in TAGS),
    *(("ink", f"{tag}-fill") for tag in TAGS),
]


def _schemes() -> dict[str, dict[str, str]]:
    light, dark, printed = re.findall(r":root \{(.*?)\}", read_text("styles/report.css"), re.DOTALL)
    found = {"light": light, "dark": dark, "print": printed}
    return {name: dict(TOKEN.findall(tokens)) for name, tokens in found.items()}


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_everything_in_a_report_can_be_read(scheme: str, ink: str, ground: str) -> None:
    tokens = _schemes()[scheme]
    lighter, darker = sorted((_luminance(tokens[ink]), _luminance(tokens[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
