"""The acts on projects: each checks who may, writes in one transaction, leaves one journal entry."""
