"""Mutation testing: one small change of the source at a time, and whether a test notices it.

`sites` finds the changes, `patching` puts one into a running process, `tests` knows which test reaches which function,
`children` runs them in forked processes, `review` reconciles survivors with `tests/mutants.toml` and adds up.
"""
