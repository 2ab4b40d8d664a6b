"""What holds of projects: stages, counting, ownership, delivery, review. No database, no clock."""
