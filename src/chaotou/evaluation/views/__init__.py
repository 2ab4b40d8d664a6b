"""The pages of evaluation. They ask, and hand on what they are told."""
