"""``python -m askdocs``, and the installed command."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from askdocs.cli.main import run
    except KeyboardInterrupt:  # Ctrl-C before there is anything to interrupt
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
