"""Tests of handbook/build."""
