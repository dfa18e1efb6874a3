"""What the commands print: progress, tables and plain sentences. Computing lies in the packages below."""
