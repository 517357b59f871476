"""Measures of speed and memory, as ratios in one run; `make bench` prints them and writes results.json."""
