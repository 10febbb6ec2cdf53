"""What the benchmarks share: the requests that they measure, a typed rival, and how results are printed."""
