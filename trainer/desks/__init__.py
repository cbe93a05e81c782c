"""One desk per kind of work: what pages and subcommands ask for. Knows core, records, reports, the bank; no Qt."""
