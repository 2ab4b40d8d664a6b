"""Reviews of projects, from the dossier to conditions met."""
