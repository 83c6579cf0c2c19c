"""Reads what people typed without trusting it: text, YAML, typed fields, colours."""
