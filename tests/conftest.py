"""Options of the test run."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite the known gaps of the page fixtures, raise the floors of quality (refused in CI)"
    )
    parser.addoption("--all-vectors", action="store_true", help="try all attacks on the output too: minutes")
    parser.addoption("--browser", action="store_true", help="run tests/browser too: minutes, and Chromium with its driver is needed")
    parser.addoption("--quality", action="store_true", help="run tests/quality too: minutes on the benchmark pages")
    parser.addoption("--spark", action="store_true", help="run tests/spark too: minutes, and Java, PySpark, datatrove and Ray are needed")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "quality: measures on the benchmark pages; takes minutes, runs with --quality only")
    config.addinivalue_line("markers", "all_vectors: every attack on the output; takes minutes, runs with --all-vectors only")
    config.addinivalue_line("markers", "browser: loads pages in Chromium; takes minutes, runs with --browser only")
    if config.getoption("--update") and os.environ.get("CI"):
        raise pytest.UsageError("--update rewrites expectations; it is for a person to read the change, not for CI")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests of an option out of a run that does not ask for them."""
    for marker in ("quality", "all_vectors", "browser"):
        if not config.getoption("--" + marker.replace("_", "-")):
            left_out = [item for item in items if item.get_closest_marker(marker)]
            config.hook.pytest_deselected(items=left_out)
            items[:] = [item for item in items if item not in left_out]
