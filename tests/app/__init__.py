"""The window as a whole: a second start, commands while it is open, what is in the way at the start."""
