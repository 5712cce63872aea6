"""What stands in the sheets of a workbook, before any of it is written."""
