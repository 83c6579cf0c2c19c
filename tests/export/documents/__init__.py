"""The forms in which a text is had as one document."""
