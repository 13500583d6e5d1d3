"""Top floor: the pages that compose all blocks."""
