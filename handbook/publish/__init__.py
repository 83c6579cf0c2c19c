"""One module per act on the archive."""
