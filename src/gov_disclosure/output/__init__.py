"""What a run has found, and one module for each format in which it can be written."""
