"""Bytes as a server sent them -> entries; one file a kind. Knows no HTTP and no storage."""
