"""The subcommands, one module for each kind of work: what they ask for and what they say. No Qt anywhere on their path."""
