"""Commands for maintainers; none of them is part of the application."""
