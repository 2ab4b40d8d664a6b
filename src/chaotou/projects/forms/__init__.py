"""The forms of projects. The rules are in operations; a form only asks."""
