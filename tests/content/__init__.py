"""Tests of this handbook's own text, which an adopter can run, extend and replace."""
