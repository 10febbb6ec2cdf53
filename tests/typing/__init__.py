"""Programs for the type checkers.

mypy and pyright read ``acceptances.py``, ``results.py`` and ``refused_lines.py`` like all else; nothing runs them.
``refusals.py`` and ``clients.py`` hold programs as texts, which ``trials.py`` gives to all ``checkers.py`` knows.
"""
