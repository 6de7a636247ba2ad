"""Widgets drawn line by line: what changed is repainted, nothing else."""
