"""Owns the command line as a process: which subcommand, what it ends with, where a mistake is reported; loads no Qt by itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from trainer.catalogue import Catalogue
from trainer.commands import parsing, serving
from trainer.core.message import Refused
from trainer.faults import Exit, Fault

if TYPE_CHECKING:
    from argparse import Namespace

    from trainer.commands.job import Voice
    from trainer.core.report_views import Report

STOPPED = 130
"""What a shell takes an interrupted command to end with."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out what was typed and return what the process ends with."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        _never_fails_at_a_letter(stream)
    words = Catalogue(parsing.wished_language(argv) or "en")
    try:
        code = _carried_out(argv, words)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python would complain once more while it ends.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - stays open until the process ends
        return Exit.DONE
    except KeyboardInterrupt:
        print(words.say("cli.stopped"), file=sys.stderr)
        return STOPPED
    except Exception as error:
        return serving.crashed(words, error, sys.stderr)
    return code


def _never_fails_at_a_letter(stream: TextIO) -> None:
    """A name that the terminal has no letters for is shown with question marks, instead of ending the command."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _carried_out(argv: Sequence[str], words: Catalogue) -> int:
    try:
        options = parsing.parser(words).parse_args(argv)
    except SystemExit as ended:
        # Help was shown, or the command was not understood and argparse has said why.
        return Exit.USAGE if ended.code else Exit.DONE
    if options.version:
        from trainer import crash

        print(words.say("cli.version", version=crash.version()))
        return Exit.DONE
    if not options.command:
        return _window(options, words)
    from trainer import places
    from trainer.commands.job import Job, Voice

    voice = Voice(words, sys.stdout, sys.stderr)
    job = Job(options, voice, places.find(options.data_dir), Path.cwd(), press=_press)
    try:
        return serving.runner(options.command)(job)
    except Fault as fault:
        if fault.exit_code is Exit.IN_USE and serving.served(options):
            answered = _asked_of_window(job.folder, argv, voice)
            if answered is not None:
                return answered
        return serving.said(voice, fault)
    except Refused as refused:
        return serving.said(voice, refused)


def _asked_of_window(folder: Path, argv: Sequence[str], voice: Voice) -> int | None:
    """Let the window that has the folder open do it. None where none of this account answers."""
    from trainer import neighbour

    reply = neighbour.ask(folder, argv, Path.cwd())
    if reply is None:
        return None
    voice.out.write(reply.out)
    voice.err.write(reply.err)
    return reply.exit


def _press(report: Report, words: Catalogue) -> bytes:
    """Draw a report: the one thing of a command that takes Qt."""
    from trainer.printing.alone import press

    return press(report, words)


def _window(options: Namespace, words: Catalogue) -> int:
    from trainer.display import has_display

    if not has_display(os.environ):
        print(words.say("cli.no-display"), file=sys.stderr)
        return Exit.NO_DISPLAY
    from trainer import gathering

    gathering.put_off()
    from trainer import app

    return app.run(app.Options(options.data_dir, options.language))
