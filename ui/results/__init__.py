"""The parts of the page of published results."""
