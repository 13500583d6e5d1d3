"""Texts that leave the house: open data, the frame for other sites, and copies in four formats."""
