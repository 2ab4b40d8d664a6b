"""What is known of projects: each module answers one kind of question, and each list asks for a reader."""

from __future__ import annotations
