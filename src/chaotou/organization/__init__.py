"""Who: organizations in a tree, people, posts, and what each answers for."""
