"""Tests of handbook/verify."""
