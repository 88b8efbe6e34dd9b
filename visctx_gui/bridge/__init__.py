"""The only meeting point of engine and Qt."""
