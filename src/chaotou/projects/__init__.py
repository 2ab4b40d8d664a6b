"""Investment projects, from the first lead to designed output: whose they are, how far, and what is late."""
