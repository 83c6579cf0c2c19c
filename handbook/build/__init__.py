"""From checked sources to a finished site: MkDocs, then one list of steps."""
