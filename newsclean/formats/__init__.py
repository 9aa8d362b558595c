"""Bytes to articles and back: the only place that decodes or encodes."""
