"""The values of :mod:`askdocs.model` as JSON: the one place that knows schema 1."""
