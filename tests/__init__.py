"""Tests of Liftrun."""
