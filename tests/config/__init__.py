"""The settings of the site: what they read and make."""
