"""The parts of the page of rule sets."""
