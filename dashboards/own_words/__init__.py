"""A form for the words of one's own company: its fields, a preview, and the file they are saved in."""
