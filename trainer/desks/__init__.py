"""One desk per kind of work: what a page or a subcommand asks for. Knows core, records, reports and the bank; no Qt, no words."""
