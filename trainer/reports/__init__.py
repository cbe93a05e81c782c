"""Reports: frozen rows made into tables, and tables into CSV, XLSX and JSON files. Knows core; no Qt, no SQL."""
