"""What the checks on language share: readability, spelling, preferred words."""
