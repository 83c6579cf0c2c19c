"""Tests of handbook/checks."""
