"""Owns where content and built banks lie in a checkout or an installation, and when one is stale; knows no content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent


def content_folder() -> Path | None:
    """Return the checkout's folder of authored content; None in an installation, which carries a built bank."""
    folder = HERE / "content"
    return folder if (folder / "bank.toml").is_file() else None


def packaged_bank() -> Path | None:
    """Return the learner's bank that a wheel carries; None in a checkout."""
    built = HERE / "built" / "learner.bank"
    return built if built.is_file() else None


def fingerprint(content: Sequence[Path]) -> str:
    """Return a digest of everything a bank is built from: names, sizes and times of the folders' files and this package's code.

    Times and not bytes, because every start in a checkout asks.
    """
    found = hashlib.sha256()
    for number, folder in enumerate(content):
        _add(found, f"content {number}", folder, ".toml")
    _add(found, "code", HERE, (".py", "lexicon.toml"))
    return found.hexdigest()


def _add(found: hashlib._Hash, name: str, folder: Path, endings: str | tuple[str, ...]) -> None:
    lines = []
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in ("__pycache__", "content", "built"):
                        folders.append(entry.path)
                elif entry.name.endswith(endings):
                    kept = entry.stat()
                    lines.append(f"{name}\0{entry.path}\0{kept.st_size}\0{kept.st_mtime_ns}")
    found.update("\n".join(sorted(lines)).encode("utf-8", "surrogateescape"))


def ensure_bank(out: Path, content: Sequence[Path] | None = None, *, with_graded: bool = False) -> Path:
    """Return `out`, built anew as a draft where content or code have changed since it was.

    `content` is the checkout's own folder unless given. Raises FileNotFoundError where there is no content,
    OSError where `out` cannot be written.
    """
    folder = content_folder()
    folders = list(content or ([folder] if folder else []))
    if not folders:
        raise FileNotFoundError("there is no authored content to build a bank from")
    receipt = out.with_name(f"{out.name}.built-from")
    now = f"{fingerprint(folders)} {'trainer' if with_graded else 'learner'}\n"
    if not (out.is_file() and receipt.is_file() and receipt.read_text("utf-8") == now):
        from question_bank.build import build_bank  # costs more than a start of the application should

        receipt.unlink(missing_ok=True)
        build_bank(folders, out, with_graded=with_graded, draft=True)
        receipt.write_text(now, "utf-8")
    return out
