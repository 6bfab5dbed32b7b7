"""The commands, a module each or a few that belong together; each is loaded when it is called."""
