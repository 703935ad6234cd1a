"""Ways to execute a plan; the memory engine is the reference."""
