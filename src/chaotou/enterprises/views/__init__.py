"""The pages of enterprises. They ask queries and operations, and hand on what they are told."""
