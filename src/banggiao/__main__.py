"""Run the command with `python -m banggiao`."""

from banggiao.config.cli import main

main()
