"""What the rules find in annotated real articles, by the scorer that came with them."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.benchmarks.score_suggestions import predictions

QUOTE, STATISTIC, LEGAL, COMMITMENT = "QUOTE", "STATISTIC", "LEGAL", "COMMITMENT"


@pytest.fixture(scope="module")
def detection(reference: Path) -> Path:
    folder = reference / "detection"
    if not (folder / "score.py").is_file():
        pytest.skip(f"{folder} holds no scorer")
    return folder


@pytest.fixture(scope="module")
def scorer(detection: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("score", detection / "score.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def scored(scorer: ModuleType, gold: Path) -> dict[str, dict[str, float]]:
    """Score a file: F1 of hits for each kind, and the shares of all gold that are right."""
    articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    result = {}
    for kind, (count, _) in scorer.evaluate(articles, list(predictions(gold))).items():
        every = max(count["gold"], 1)
        f1 = scorer.prf(count["hit_tp"], count["hit_np"], count["gold"])[2]
        result[kind] = {
            "f1": f1,
            "speaker": count["q_any"] / every,
            "value": count["v_ok"] / every,
            "normalised": count["l_ok"] / every,
        }
    return result


def test_indonesian_articles_are_read_as_well_as_was_asked(
    scorer: ModuleType, detection: Path
) -> None:
    found = scored(scorer, detection / "dev_id.jsonl")
    assert found[QUOTE]["speaker"] >= 0.90
    assert found[STATISTIC]["f1"] >= 0.90
    assert found[STATISTIC]["value"] >= 0.88
    assert found[LEGAL]["f1"] >= 0.93
    assert found[LEGAL]["normalised"] >= 0.85
    assert found[COMMITMENT]["f1"] >= 0.80


def test_english_articles_are_read_as_well_as_was_asked(
    scorer: ModuleType, detection: Path
) -> None:
    found = scored(scorer, detection / "dev_en.jsonl")
    assert found[QUOTE]["speaker"] >= 0.80
    assert found[STATISTIC]["f1"] >= 0.85


@pytest.fixture(scope="module")
def stories(reference: Path, detection: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put the two stories into the form of the annotated articles."""
    lines = []
    annotated = json.loads((detection / "seeds_worked_example.json").read_text(encoding="utf-8"))
    for story in annotated:
        text = (reference / "articles" / story["file"]).read_text(encoding="utf-8")
        kinds = [QUOTE, STATISTIC, LEGAL, COMMITMENT]
        line = {"doc_id": story["file"], "kinds": kinds, "text": text, "spans": story["spans"]}
        lines.append(json.dumps(line))
    path = tmp_path_factory.mktemp("stories") / "stories.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_two_stories_are_read_as_annotated(scorer: ModuleType, stories: Path) -> None:
    found = scored(scorer, stories)
    assert found[QUOTE]["f1"] == 1
    assert found[QUOTE]["speaker"] == 1
    assert found[STATISTIC]["f1"] == 1
    assert found[STATISTIC]["value"] == 1
    assert found[LEGAL]["f1"] == 1
    assert found[LEGAL]["normalised"] == 1


def test_the_stories_hold_no_pledge_and_the_second_neither_number_nor_law(stories: Path) -> None:
    named = [json.loads(line) for line in stories.read_text(encoding="utf-8").splitlines()]
    second = named[1]["doc_id"]
    found: list[dict[str, Any]] = [p for p in predictions(stories) if p["doc_id"] == second]
    assert {one["kind"] for one in found} <= {QUOTE, COMMITMENT}
    pledges = [p for p in predictions(stories) if p["kind"] == COMMITMENT]
    assert {p["rule"] for p in pledges} <= {"commitment.plan", "commitment.stance"}
