"""The table of stage values of many bodies, and the results made from it."""
