"""Meetings: topics, agendas, who attended, minutes written in the room; decisions become matters."""
