"""Owns the data folder's one database: people, events, what was shown, what follows; knows no Qt and no bank."""
