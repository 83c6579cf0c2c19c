"""Tests of handbook/serve."""
