"""What panels and figures show, as plain data: numpy only, no Qt, no torch."""
