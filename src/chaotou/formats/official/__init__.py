"""Official documents (公文) as .docx, after GB/T 9704-2012: blocks to bytes, with no Django."""
