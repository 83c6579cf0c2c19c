"""Tests of the message for staff."""
