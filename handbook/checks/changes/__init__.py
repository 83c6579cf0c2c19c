"""What changed since the text that was published before, and whether the newest revision says so."""
