"""Bytes to blocks: Word, PDF, workbooks, Markdown and plain text, with no Django."""
