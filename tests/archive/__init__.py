"""Tests of handbook/archive."""
