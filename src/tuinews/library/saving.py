"""Articles written to files of the user's."""

from __future__ import annotations

from pathlib import Path

from tuinews.model import Article, TuinewsError
from tuinews.settings.files import write_atomic
from tuinews.settings.problems import reason
from tuinews.text.filenames import file_name

_MOST = 99
"""Files for one article, each with other text in it."""


class SavingError(TuinewsError):
    """A file could not be written; the text says which and why."""


def save_folder(setting: str) -> Path:
    """The folder that ``reader.save_folder`` names; the user's documents where it is empty, else the home."""
    if setting:
        return Path(setting).expanduser()
    import platformdirs  # noqa: PLC0415 (not before something is saved)

    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()


def save_markdown(article: Article, text: str, folder: Path) -> Path:
    """Write ``text`` into a file for ``article`` in ``folder`` and return the file's name.

    No other file is written over: where there is one of this name, the next has a number; where that holds
    the very text, it stays. Whole or not at all. Raises TuinewsError.
    """
    data = text.encode("utf-8", "replace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for again in range(1, _MOST + 1):
            path = folder / file_name(article.title, article.id, again)
            if _reserve(path):
                break
            if path.is_file() and path.read_bytes() == data:
                return path
        else:
            raise SavingError(f"{folder} holds {_MOST} files of this article; delete some of them.")
    except OSError as error:
        raise SavingError(
            f"Nothing can be saved in {folder}: {reason(error)}. "
            "Repair that, or name another folder as reader.save_folder in config.toml."
        ) from error
    try:
        write_atomic(path, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _reserve(path: Path) -> bool:
    """Take this name; False where somebody has it."""
    try:
        path.open("xb").close()
    except FileExistsError:
        return False
    return True
