"""What the user decides: settings, sources, keys, and the lists they come from."""
