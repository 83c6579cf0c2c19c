"""Tests of handbook/publish."""
