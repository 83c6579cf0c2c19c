"""Reading a file that people typed without being hurt by it: text, YAML, fields, colours."""
