"""Programs for the type checkers: mypy and pyright read them, nothing ever runs them."""
