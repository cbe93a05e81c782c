"""Owns what a person sees and touches; knows Qt, its desks and the words, never records, SQL or reports."""
