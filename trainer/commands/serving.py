"""Owns carrying out one subcommand and saying why it could not be; knows no window and no process."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from trainer.catalogue import Catalogue
from trainer.commands import parsing
from trainer.core.message import Refused
from trainer.faults import Exit, Fault
from trainer.places import Places

if TYPE_CHECKING:
    from argparse import Namespace

    from trainer.commands.job import Job, Press, Voice
    from trainer.house import House

_SERVED = frozenset({"export", "backup", "doctor", "certificate", "list"})
_SERVED_OF_PROFILES = frozenset({"list", "reset-pin"})


def served(options: Namespace) -> bool:
    """Say whether a window that has the folder open carries the command out: what reads, and taking a forgotten PIN away,
    which is looked up at that very window."""
    if options.command == "profiles":
        return options.action in _SERVED_OF_PROFILES
    if options.command == "groups":
        return bool(options.action == "list")
    if options.command == "bank":
        return bool(options.action == "status")
    return options.command in _SERVED


def runner(command: str) -> Callable[[Job], Exit]:
    """The function behind a subcommand; its module is loaded only then."""
    match command:
        case "export":
            from trainer.commands import exporting

            return exporting.run
        case "profiles":
            from trainer.commands import profiles

            return profiles.run
        case "bank":
            from trainer.commands import banking

            return banking.run
        case "certificate":
            from trainer.commands import certifying

            return certifying.run
        case "erase" | "retention":
            from trainer.commands import erasing

            return erasing.erase if command == "erase" else erasing.retention
        case "roster":
            from trainer.commands import rostering

            return rostering.run
        case "list":
            from trainer.commands import listing

            return listing.run
        case "groups" | "assign":
            from trainer.commands import grouping

            return grouping.groups if command == "groups" else grouping.assign
        case "demo":
            from trainer.commands import demo

            return demo.run
    from trainer.commands import safekeeping

    return {"backup": safekeeping.backup, "restore": safekeeping.restore, "doctor": safekeeping.examine}[command]


def said(voice: Voice, error: Fault | Refused) -> Exit:
    """Say in one sentence what was in the way. Return what the command ends with."""
    print(voice.words.tell(error.message), file=voice.err)
    return error.exit_code if isinstance(error, Fault) else Exit.REFUSED


def serve(house: House, argv: Sequence[str], cwd: Path, press: Press | None = None) -> tuple[int, str, str]:
    """Carry out a subcommand on a house that is open. Return exit code, output and error output."""
    from trainer.commands.job import Job, Voice

    words = Catalogue(parsing.wished_language(list(argv)) or "en")
    out, err = io.StringIO(), io.StringIO()
    voice = Voice(words, out, err)
    try:
        with redirect_stderr(err):
            options = parsing.parser(words).parse_args(list(argv))
    except SystemExit:
        return Exit.USAGE, "", err.getvalue()
    try:
        if not served(options):
            raise Fault("fault.in-use", Exit.IN_USE, path=str(house.folder))
        code = runner(options.command)(Job(options, voice, Places(house.folder, None), cwd, house, press))
    except (Fault, Refused) as error:
        code = said(voice, error)
    except Exception as error:
        # Whoever asked waits for an answer, and is the one to be told.
        code = crashed(words, error, err)
    return code, out.getvalue(), err.getvalue()


def crashed(words: Catalogue, error: Exception, err: TextIO) -> Exit:
    """Write a report on a mistake in the program and say where it is. Return what the command ends with."""
    from trainer import crash

    _, path = crash.written(type(error), error, error.__traceback__)
    print(words.say("cli.crash" if path else "cli.crash-unwritten", path=str(path)), file=err)
    return Exit.CRASH
