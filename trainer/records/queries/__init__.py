"""Owns what is asked of the records, as frozen rows from the live store or a snapshot alike; writes nothing."""
