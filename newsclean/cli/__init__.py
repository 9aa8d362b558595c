"""The command line: a lazy click group, one module a command."""
