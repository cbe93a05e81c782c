"""Owns a module on paper for its reviewers: what goes on it, as HTML and as PDF; judges no content.

Loaded only by the command `print`: PDF brings a library of its own.
"""
