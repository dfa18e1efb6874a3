"""The page on which students vary two settings and look at the map."""
