"""The contract between centre and town: use live, pin or adopt; see changes, decide, propose."""
