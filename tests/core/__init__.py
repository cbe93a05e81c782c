"""The engine's rules, by its own values."""
