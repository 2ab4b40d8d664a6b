"""What is known of schemes, runs, marks and appeals. Every list needs its reader: a person, or SYSTEM."""
