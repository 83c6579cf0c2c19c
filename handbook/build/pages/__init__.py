"""The steps that change every built page."""
