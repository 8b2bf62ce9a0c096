"""Settings that every test run shares."""

import os

from hypothesis import Phase, settings

settings.register_profile("change", max_examples=100, deadline=None)
settings.register_profile("deep", max_examples=2000, deadline=None)
settings.register_profile(
    "mutants", max_examples=30, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "change"))
