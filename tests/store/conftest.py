"""A library on a temporary disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tuinews.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the library is."""
    return tmp_path / "data" / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty library."""
    store = Store.open(path)
    yield store
    store.close()
