"""Metrics, and the runners that benchmarks share."""
