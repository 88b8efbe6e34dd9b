"""Files that ship with the program; read only through importlib.resources."""
