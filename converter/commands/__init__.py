"""One module a command; each exports `command`, a click command that makes one call into the library."""
