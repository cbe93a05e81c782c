"""The keeping of answers, on real files and in real processes."""
