"""Rules of meetings: who must be there, how votes count, when papers are late, what stands in the way."""
