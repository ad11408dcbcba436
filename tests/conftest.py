"""What every test shares: the Hypothesis profiles, and an order in which no core waits at the end.

Tests that take long come first, so that what is left at last, for cores to share out, is short.
"""

import os

import pytest
from hypothesis import settings

LONG = ("test_docs_blocks.py", "test_plans.py", "test_many_settlements.py", "test_pressure_map.py")

settings.register_profile("default", max_examples=200, deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile("nightly", settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("GOODOFFICES_HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)
