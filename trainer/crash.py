"""Owns the report of a mistake in the program: what is in it and where it is put; holds no names and no answers.

What it needs is loaded when it is needed: every start would pay for it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return the report: versions, system, and the way through the program to the mistake, without any value."""
    import platform
    import sqlite3
    import traceback

    lines = [
        f"Vejvis {version()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.release()}",
        f"{kind.__module__}.{kind.__qualname__}",
        "",
        *(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)),
    ]
    # The exception's own text may quote a name or an answer, so only the program's own words about itself are kept.
    if isinstance(error, KeyError | ValueError | TypeError | AttributeError) and kind.__module__ == "builtins":
        lines.append(f"({len(str(error))} characters of detail left out)")
    return "\n".join(lines) + "\n"


def written(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, folder: Path | None = None
) -> tuple[str, Path | None]:
    """Write the report into `folder`, or the system's folder for temporary files. Return its text, and its path or None."""
    import tempfile
    import traceback
    from datetime import datetime

    text = report(kind, error, trace)
    traceback.print_exception(kind, error, trace, file=sys.stderr)
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, prefix=f"vejvis-crash-{stamp}-", suffix=".txt", delete=False
        ) as file:
            file.write(text)
    except OSError:
        return text, None
    return text, Path(file.name)


def version() -> str:
    """The version of the installed distribution."""
    from importlib import metadata

    try:
        return metadata.version("vejvis")
    except metadata.PackageNotFoundError:
        return "from a folder"
