"""Whether the Dutch reads well: readability, spelling, preferred words, form of address."""
