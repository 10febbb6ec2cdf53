"""What notebooks and terminals show: the card of a package, and tables."""
