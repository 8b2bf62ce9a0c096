"""Overlays of whole rule sets: the loader and the second implementation read them alike."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from tests.second.generating import generate
from tests.second.generating_overlays import lay_over
from tests.test_second import Pair, compare_class, compare_contest, compare_places, compare_scores, compare_stages
from tests.test_second import _around_the_bounds as around_the_bounds

DEEP = bool(os.environ.get("MONEV_DEEP"))
CORES, OVERLAYS, BATCHES = 30, 40, 100 if DEEP else 3


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_agree_on_generated_overlays(batch: int, tmp_path: Path) -> None:
    chance = Random(f"overlay {batch}")
    cores = generate(tmp_path, chance, CORES)
    made = lay_over(tmp_path, chance, cores, OVERLAYS)
    pair = Pair(tmp_path)
    opening = [one for one in made if not pair.kernel.check([pair.kernel.edition(one.name)])]
    assert 5 * len(opening) >= 4 * OVERLAYS, [
        str(p) for one in made for p in pair.kernel.check([pair.kernel.edition(one.name)])
    ]
    for one in opening:
        for category in one.questionnaires:
            compare_scores(pair, one.name, category, chance, 6)
        for value in around_the_bounds(pair, one.name, chance):
            compare_class(pair, one.name, value)
        for category in [*one.questionnaires, "lain"]:
            for _ in range(3):
                compare_stages(pair, one.name, category, chance)
        compare_places(pair, one.name, chance)
        compare_contest(pair, one.name, [*one.questionnaires, "lain"], chance)
        compare_contest(pair, one.name, [*one.questionnaires, "lain"], chance)
    shutil.rmtree(tmp_path)
