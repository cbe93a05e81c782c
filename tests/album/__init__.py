"""The way through every screen of the real application, chapter by chapter: for pictures, and for measuring what is on them.

Controls are found by their object names, so that the way is the same in every language.
"""
