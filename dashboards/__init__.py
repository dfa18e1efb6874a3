"""The hunt for people: pages to watch it, change it and compare."""
