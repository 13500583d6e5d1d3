"""Reports of barriers: kept as cases with the law's deadlines, answered with what the law wants."""
