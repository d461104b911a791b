"""``python -m askdocs``, and the installed command."""

from askdocs.cli.main import main

if __name__ == "__main__":
    main()
