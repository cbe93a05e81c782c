"""The question bank: authored content, its checks and the built file; usable without the application."""
