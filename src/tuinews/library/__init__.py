"""The one door to the kept articles, for the command line and the interface."""

from tuinews.library.library import Library
from tuinews.library.marks import Marks

__all__ = ["Library", "Marks"]
