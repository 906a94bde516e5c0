"""The made-up plans are read once for all of these tests, and proven in ``test_nothing_is_lost``."""

import pytest


@pytest.fixture(autouse=True)
def nothing_is_lost():
    """In the place of the fixture that proves each reading on its own."""
