"""What all pages share: addresses, jobs, words, files and parts of pages."""
