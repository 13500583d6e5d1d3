"""What pages cost: `make bench`. The figures stand in docs/performance.md."""
