"""Models that are handed rows and give them to Qt views; they know no desk and are tested without a database."""
