"""Forms for ODK Collect and KoboToolbox, and their submissions read back as answers."""
