"""What a page prints once the facts are known."""
