"""Pieces that panels are made of; each shows plain data of `presentation` and knows no engine."""
