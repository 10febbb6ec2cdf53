"""The check: one walk over a request's members, one table of rules, every problem at once."""
