"""A second implementation of scoring, classes, stage totals and places.

Written from docs/rules-format.md alone, to be compared with the kernel. It reads the rule files itself and imports
nothing of `scoring` or `questionnaires`; `tests/test_second.py` does the comparing.
"""
