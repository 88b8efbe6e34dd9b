"""Network files and run folders: safe reading, atomic writing."""
