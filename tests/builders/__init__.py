"""Small real values that tests are built from."""
