"""The interface: the only room that imports Textual."""
