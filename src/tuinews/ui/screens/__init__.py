"""Screens: each asks the session, none touches storage or network."""
