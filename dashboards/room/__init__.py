"""The workshop room: phones that vote, a screen for the projector, and a strip from which the trainer steers."""
