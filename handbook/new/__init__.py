"""A repository of an organisation's own: its facts, its text and its look, with the program as a dependency."""
