"""Runs over many inputs: what is read, where it goes, and an exact count of both."""
