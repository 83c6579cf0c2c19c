"""One module per form in which the handbook leaves the archive."""
