"""The record of changes: who did what, when, from which role. Each town reads its own."""
