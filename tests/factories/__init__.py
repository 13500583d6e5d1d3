"""Test data, as few words as possible. One module for each app."""
