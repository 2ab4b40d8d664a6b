"""What is asked of matters; every list needs its reader."""
