"""What every test shares: the Hypothesis profiles."""

import os

from hypothesis import settings

settings.register_profile("default", max_examples=200, deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile("nightly", settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("GOODOFFICES_HYPOTHESIS_PROFILE", "default"))
