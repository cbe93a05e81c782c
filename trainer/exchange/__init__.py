"""Files that carry work from one computer to another: their form and their caps. Knows the engine's events, no records."""
