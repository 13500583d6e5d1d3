"""What a town looks like: its colours, drawings and outline."""
