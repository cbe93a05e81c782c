"""Owns what can be typed after `vejvis`: subcommands, options, their help; carries nothing out."""

from __future__ import annotations

import argparse
from pathlib import Path

from trainer.catalogue import Catalogue, languages
from trainer.core.requests import TableFormat, TableRows
from trainer.faults import Exit

PDF = "pdf"
"""The one format that is no table: a report on paper."""


def wished_language(arguments: list[str]) -> str:
    """The language named on the command line, which also the help is in; "" where none or an unknown one is."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    first.add_argument("--language", default="")
    try:
        known, _ = first.parse_known_args(arguments)
    except argparse.ArgumentError:
        return ""
    return str(known.language) if known.language in languages() else ""


def exit_codes(words: Catalogue) -> str:
    """The table of what a command ends with."""
    lines = [f"  {code.value:<3} {words.say('cli.exit.' + code.name.lower())}" for code in Exit]
    return "\n".join([words.say("cli.exit.title"), *lines])


def parser(words: Catalogue) -> argparse.ArgumentParser:
    """The whole command line, in one language."""
    say = words.say
    top = argparse.ArgumentParser(
        prog="vejvis",
        description=say("cli.about"),
        epilog=exit_codes(words),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help=say("cli.help.version"))
    top.set_defaults(data_dir=None, language="", command="")
    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for place in (top, everywhere):
        place.add_argument("--data-dir", type=Path, metavar="DIR", help=say("cli.help.data_dir"))
        place.add_argument("--language", choices=languages(), help=say("cli.help.language"))
    commands = top.add_subparsers(dest="command", metavar=say("cli.help.command"), title=say("cli.help.commands"))

    def add(name: str) -> argparse.ArgumentParser:
        about = say(f"cli.help.{name}")
        return commands.add_parser(name, help=about, description=about, parents=[everywhere], allow_abbrev=False)

    _export(add("export"), words)
    _profiles(add("profiles"), words, everywhere)
    _bank(add("bank"), words, everywhere)
    _certificate(add("certificate"), words, everywhere)
    _roster(add("roster"), words, everywhere)
    add("backup").add_argument("file", metavar="FILE", help=say("cli.help.backup_file"))
    add("restore").add_argument("file", metavar="FILE", help=say("cli.help.restore_file"))
    add("doctor")
    _erasing(add("erase"), add("retention"), words)
    _groups(add("groups"), words, everywhere)
    _list(add("list"), words)
    _assign(add("assign"), words)
    demo = add("demo")
    demo.add_argument("--learners", type=count, default=24, metavar="N", help=say("cli.help.learners"))
    demo.add_argument("--seed", type=int, default=1, metavar="S", help=say("cli.help.seed"))
    return top


def _export(export: argparse.ArgumentParser, words: Catalogue) -> None:
    say = words.say
    whats = ["scores", "answers", "attempts", "problems", "report"]
    export.add_argument("what", choices=whats, help=say("cli.help.what"))
    formats = [*(format_.value for format_ in TableFormat), PDF]
    export.add_argument("--format", required=True, choices=formats, help=say("cli.help.format"))
    export.add_argument(
        "--rows",
        default=TableRows.PERSON.value,
        choices=[TableRows.PERSON.value, TableRows.ANSWER.value],
        help=say("cli.help.rows"),
    )
    export.add_argument("--group", default="", metavar="GROUP", help=say("cli.help.of_group"))
    export.add_argument("--person", default="", metavar="CODE", help=say("cli.help.of_person"))
    export.add_argument("--from", dest="since", default="", metavar="DAY", help=say("cli.help.since"))
    export.add_argument("--to", dest="until", default="", metavar="DAY", help=say("cli.help.until"))
    export.add_argument("--columns", default="", metavar="NAMES", help=say("cli.help.columns"))
    export.add_argument("--codes", action="store_true", help=say("cli.help.codes"))
    export.add_argument("--names", action="store_true", help=say("cli.help.names"))
    export.add_argument(
        "--separator", default=";", choices=[";", ",", "|", "tab"], metavar="SIGN", help=say("cli.help.separator")
    )
    export.add_argument("--decimal", default=",", choices=[",", "."], metavar="SIGN", help=say("cli.help.decimal"))
    export.add_argument("--out", required=True, metavar="FILE", help=say("cli.help.out"))


def _profiles(profiles: argparse.ArgumentParser, words: Catalogue, everywhere: argparse.ArgumentParser) -> None:
    say = words.say
    actions = profiles.add_subparsers(dest="action", required=True, metavar=say("cli.help.action"))

    def add(name: str) -> argparse.ArgumentParser:
        about = say(f"cli.help.profiles_{name.replace('-', '_')}")
        return actions.add_parser(name, help=about, description=about, parents=[everywhere], allow_abbrev=False)

    add("list")
    adding = add("add")
    adding.add_argument("name", metavar="NAME", help=say("cli.help.name"))
    adding.add_argument("--role", default="", metavar="ROLE", help=say("cli.help.role"))
    adding.add_argument("--trainer", action="store_true", help=say("cli.help.trainer"))
    add("reset-pin").add_argument("name", metavar="NAME", help=say("cli.help.name_or_code"))


def _groups(groups: argparse.ArgumentParser, words: Catalogue, everywhere: argparse.ArgumentParser) -> None:
    say = words.say
    actions = groups.add_subparsers(dest="action", required=True, metavar=say("cli.help.action"))
    for name in ("list", "add", "remove"):
        about = say(f"cli.help.groups_{name}")
        action = actions.add_parser(name, help=about, description=about, parents=[everywhere], allow_abbrev=False)
        if name != "list":
            action.add_argument("name", metavar="GROUP", help=say("cli.help.group_name"))
            action.add_argument(
                "--person", action="append", default=[], metavar="CODE", help=say("cli.help.group_person")
            )


def _list(listing: argparse.ArgumentParser, words: Catalogue) -> None:
    whats = ["groups", "people", "modules", "cases", "assessments"]
    listing.add_argument("what", choices=whats, help=words.say("cli.help.list_what"))
    listing.add_argument("--json", action="store_true", help=words.say("cli.help.list_json"))


def _assign(assign: argparse.ArgumentParser, words: Catalogue) -> None:
    say = words.say
    assign.add_argument("kind", choices=["module", "case", "assessment"], help=say("cli.help.assign_kind"))
    assign.add_argument("subject", metavar="ID", help=say("cli.help.assign_subject"))
    assign.add_argument("--group", action="append", default=[], metavar="GROUP", help=say("cli.help.assign_group"))
    assign.add_argument("--person", action="append", default=[], metavar="CODE", help=say("cli.help.assign_person"))
    for name in ("opens", "due", "closes"):
        assign.add_argument(f"--{name}", default="", metavar="DAY", help=say(f"cli.help.assign_{name}"))
    assign.add_argument("--see-answers", action="store_true", help=say("cli.help.assign_see_answers"))


def _bank(bank: argparse.ArgumentParser, words: Catalogue, everywhere: argparse.ArgumentParser) -> None:
    say = words.say
    actions = bank.add_subparsers(dest="action", required=True, metavar=say("cli.help.action"))

    def add(name: str) -> argparse.ArgumentParser:
        about = say(f"cli.help.bank_{name}")
        return actions.add_parser(name, help=about, description=about, parents=[everywhere], allow_abbrev=False)

    installing = add("install")
    installing.add_argument("file", metavar="FILE", help=say("cli.help.bank_file"))
    installing.add_argument("--trainer", required=True, metavar="NAME", help=say("cli.help.bank_trainer"))
    installing.add_argument("--replace", action="store_true", help=say("cli.help.bank_replace"))
    add("status")


def _certificate(certificate: argparse.ArgumentParser, words: Catalogue, everywhere: argparse.ArgumentParser) -> None:
    say = words.say
    actions = certificate.add_subparsers(dest="action", required=True, metavar=say("cli.help.action"))
    about = say("cli.help.certificate_check")
    check = actions.add_parser("check", help=about, description=about, parents=[everywhere], allow_abbrev=False)
    check.add_argument("number", metavar="CODE", help=say("cli.help.certificate_code"))
    for name in ("name", "date", "score"):
        check.add_argument(f"--{name}", default="", metavar=name.upper(), help=say(f"cli.help.certificate_{name}"))


def _erasing(erase: argparse.ArgumentParser, retention: argparse.ArgumentParser, words: Catalogue) -> None:
    say = words.say
    erase.add_argument("code", nargs="?", default="", metavar="CODE", help=say("cli.help.name_or_code"))
    erase.add_argument("--finish", action="store_true", help=say("cli.help.finish"))
    for name in ("inactive", "attempts", "log"):
        retention.add_argument(
            f"--{name}", type=int, default=None, metavar="MONTHS", help=say(f"cli.help.retention_{name}")
        )
    for one in (erase, retention):
        one.add_argument("--dry-run", action="store_true", help=say("cli.help.dry_run"))
        one.add_argument("--yes", action="store_true", help=say("cli.help.yes"))


def _roster(roster: argparse.ArgumentParser, words: Catalogue, everywhere: argparse.ArgumentParser) -> None:
    say = words.say
    actions = roster.add_subparsers(dest="action", required=True, metavar=say("cli.help.action"))
    about = say("cli.help.roster_import")
    importing = actions.add_parser("import", help=about, description=about, parents=[everywhere], allow_abbrev=False)
    importing.add_argument("file", metavar="FILE", help=say("cli.help.roster_file"))
    importing.add_argument("--group", default="", metavar="NAME", help=say("cli.help.roster_group"))
    importing.add_argument("--dry-run", action="store_true", help=say("cli.help.dry_run"))


def count(text: str) -> int:
    """A number of people that can be made up. argparse says the function's name where the text is none."""
    number = int(text)
    if not 1 <= number <= 10_000:
        raise ValueError(text)
    return number
