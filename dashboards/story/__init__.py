"""The story: what it needs of the server besides films."""
