"""What is asked of meetings; every list needs its reader."""
