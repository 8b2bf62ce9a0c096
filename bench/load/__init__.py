"""What drives many officers at once: their browsers, the site that serves them, and what is compared afterwards."""
