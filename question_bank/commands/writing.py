"""Owns the commands that write a bank or print all of one."""

from __future__ import annotations

import argparse
import json
import sys

from question_bank import authoring
from question_bank.bank import BankFile
from question_bank.build import BuildRefused, build_bank
from question_bank.commands.output import folders_of, show_findings
from question_bank.dump import authored, built
from question_bank.findings import Finding
from question_bank.model import BASE_LANGUAGE, read


def build(options: argparse.Namespace) -> int:
    """Write a bank file, or say why not."""
    try:
        meta = build_bank(folders_of(options), options.out, with_graded=options.with_graded, draft=options.draft)
    except BuildRefused as refused:
        show_findings(refused.findings)
        print(
            f"Not built: {len(refused.findings)} findings. With --draft a draft is built of what can work.",
            file=sys.stderr,
        )
        return 1
    counts = ", ".join(f"{count} {name}" for name, count in meta.counts.items())
    print(f"{options.out}: {meta.name} {meta.version}{', a draft' if meta.draft else ''}: {counts}.")
    if meta.left_out:
        print(f"Left out, because they cannot work: {meta.left_out}.")
    print(f"digest {meta.digest}")
    return 0


def show_dump(options: argparse.Namespace) -> int:
    """Print content or a bank file as JSON."""
    if options.bank:
        with BankFile.open(options.bank) as bank:
            whole = built(bank)
        found: tuple[Finding, ...] = ()
    else:
        content = authoring.load(folders_of(options))
        whole, found = authored(content.bank), content.findings
    json.dump(whole, sys.stdout, indent=1)
    print()
    for finding in found:
        print(finding, file=sys.stderr)
    return 1 if found else 0


def print_module(options: argparse.Namespace) -> int:
    """Write one module for reviewers, as PDF or HTML by the file's ending."""
    # Brings a library for PDF that no other command needs.
    from question_bank.paper import html, pdf
    from question_bank.paper.sheet import module_sheet

    content = authoring.load(folders_of(options))
    modules = {module.id: module for module in content.bank.modules}
    if options.module not in modules:
        print(f"There is no module {options.module}. Modules: {', '.join(modules)}.", file=sys.stderr)
        return 2
    if options.out.suffix.lower() not in (".pdf", ".html"):
        print(f"{options.out}: name a file that ends in .pdf or .html.", file=sys.stderr)
        return 2
    show_findings(content.findings)
    module = modules[options.module]
    title = f"{content.bank.name} {content.bank.version}: {read(module.title, BASE_LANGUAGE)}"
    parts = tuple(module_sheet(content.bank, module))
    if options.out.suffix.lower() == ".html":
        options.out.write_text(html.page(title, parts), "utf-8", newline="\n")
    else:
        pdf.write(title, parts, options.out)
    print(f"{options.out}: {title}.")
    return 1 if content.findings else 0
