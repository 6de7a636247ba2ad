"""Strings in, strings out: cleaning, addresses, dates, words, and HTML set into lines. Pure; no I/O."""
