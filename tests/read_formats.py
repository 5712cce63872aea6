"""What a reader of each text format finds in a report: the quotes by their numbers."""

import html
import json
import re

_CALLOUT = re.compile(r"^> \[!quote\] (K-\d+)[^\n]*\n((?:>[^\n]*\n)+)\n\^k-\d+\n", re.MULTILINE)


def obsidian(text: str) -> dict[str, str]:
    """Read the callouts of a note, entities as what they stand for."""
    return {
        label: "\n".join(html.unescape(line[2:]) for line in lines[:-1].split("\n"))
        for label, lines in _CALLOUT.findall(text)
    }


def jsonld(text: str) -> dict[str, str]:
    """Read the quote selectors of a collection."""
    return {
        each["kutip:highlight"]["label"]: each["target"]["selector"][0]["exact"]
        for each in json.loads(text)["first"]["items"]
    }


def citations(text: str) -> dict[str, str]:
    """Read what stands before the last bracket of each line, in quotation marks."""
    lines = [line for line in text.split("\n") if line]
    return {re.findall(r"K-\d+", line)[-1]: line.rpartition(" (")[0] for line in lines}
