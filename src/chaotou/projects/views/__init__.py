"""Pages of projects: each is one query or one operation, and a template."""
