"""Tests of handbook/sources."""
