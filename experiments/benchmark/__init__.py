"""How fast the model is on this machine, side by side with a C program and with Mesa."""
