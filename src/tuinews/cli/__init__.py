"""The command line: text for people, ``--json`` for programs. A file per group of commands."""
