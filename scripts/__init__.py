"""The project's own tools: one small file, one idea. `make` calls them."""
