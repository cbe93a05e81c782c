"""Owns test-wise guessing: what programs that know no fact get right by the look of a question alone; mends nothing.

Loaded only by the command `guessers`: the trained ones bring a heavy library.
"""
