"""Articles like this one, and why; which articles tell the same story. Pure: no SQL, no I/O."""
