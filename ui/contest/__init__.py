"""The parts of the page that turns stage values of many bodies into ranked results."""
