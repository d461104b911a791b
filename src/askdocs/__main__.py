"""``python -m askdocs``, and the installed command."""

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from askdocs.cli.main import run

        code = run(sys.argv[1:])
        sys.stderr.flush()
    except KeyboardInterrupt:  # Ctrl-C before there is anything to interrupt
        code = 130
    # Everything is closed and flushed by now. Taking the interpreter and the model apart piece by piece would
    # cost 90 ms more of processor time.
    os._exit(code)


if __name__ == "__main__":
    main()
