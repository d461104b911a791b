"""The command line: one file a command; output prints, diagnostics turns errors into exit codes."""
