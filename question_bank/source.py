"""Owns where content and built banks lie in a checkout or an installation, and when one is stale; knows no content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
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
    """Return a digest of everything a bank is built from: the folders' files and this package's code."""
    found = hashlib.sha256()
    for number, folder in enumerate(content):
        _add(found, f"content {number}", folder, sorted(folder.rglob("*.toml")))
    _add(found, "code", HERE, [*sorted(HERE.rglob("*.py")), HERE / "lexicon.toml"])
    return found.hexdigest()


def _add(found: hashlib._Hash, name: str, folder: Path, files: Iterable[Path]) -> None:
    for path in files:
        if path.is_file():
            data = path.read_bytes()
            found.update(f"{name}\0{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            found.update(data)


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
