"""What classes are made with: attrs' ``frozen`` and ``field``, as ``attributes.pyi`` shows them to type checkers."""

from attrs import field, frozen

__all__ = ["field", "frozen"]
