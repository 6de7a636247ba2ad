"""The library on disk: one SQLite file. Knows SQL, and neither HTTP nor the screen."""

from tuinews.store.errors import StoreError, StoreLocked, StoreUnusable
from tuinews.store.mirror import without_secrets
from tuinews.store.store import GAP, Store

__all__ = ["GAP", "Store", "StoreError", "StoreLocked", "StoreUnusable", "without_secrets"]
