"""Settings that every test run shares."""

import os

from hypothesis import settings

settings.register_profile("change", max_examples=100, deadline=None)
settings.register_profile("deep", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "change"))
