"""Decides which sessions a week of training asks for."""
