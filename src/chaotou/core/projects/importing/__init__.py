"""Taking in a register kept in a spreadsheet: which column is which field, and what each cell says."""
