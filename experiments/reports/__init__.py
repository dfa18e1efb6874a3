"""Reports: what a folder of results holds, in plain words first, as a page, a document and a text."""
