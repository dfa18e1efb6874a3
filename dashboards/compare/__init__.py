"""The page on which trainers compare pay rules."""
