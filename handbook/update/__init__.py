"""A newer release in an organisation's own repository: its engine, and apart from that its text, without losing a word of theirs."""
