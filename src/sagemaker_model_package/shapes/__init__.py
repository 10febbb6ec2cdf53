"""The nested structures, one module a theme."""
