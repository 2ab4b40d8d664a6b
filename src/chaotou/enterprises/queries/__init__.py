"""What is known of enterprises. A list needs its reader: a person, or the platform."""
