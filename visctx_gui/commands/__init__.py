"""What the command line's words do; each module is light to import and fetches the rest when it acts."""
