"""``python -m goodoffices`` is the command ``goodoffices``."""

from goodoffices.cli.main import main

if __name__ == "__main__":
    main(prog_name="goodoffices")
