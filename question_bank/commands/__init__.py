"""Owns what each command of the question bank does with what was asked; knows no rule of content."""
