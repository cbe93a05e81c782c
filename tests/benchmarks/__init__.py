"""Speed and memory, each measured beside a floor in the same run; run by `make bench`, never as a test."""
