"""What must hold in a scheme beyond its form, rule by rule; `order` says in which order they are asked."""
