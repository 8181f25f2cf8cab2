"""How much of a file is read. Beyond each limit a file is refused before it can do harm."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

MAX_FILE = 50 * MEGABYTE
"""Bytes of a file. The registers of twenty years take about five megabytes."""

MAX_UNPACKED = 400 * MEGABYTE
"""Bytes of all parts of a file once unpacked. A million formatted rows of ten empty cells unpack
to 300 megabytes; they are streamed, never held."""

MAX_SMALL_PART = 20 * MEGABYTE
"""Bytes of a part that is held as a tree: styles, the list of sheets. Usual are 50 thousand."""

MAX_RATIO = 600
RATIO_COUNTS_FROM = 20 * MEGABYTE
"""How many times its size a part may unpack to, once it is as large as this. Rows of a spreadsheet
shrink to a thirtieth at best; what shrinks to a thousandth was made to do harm."""

MAX_PARTS = 5_000
"""Parts in the zip of a file; each costs memory before anything is read."""

MAX_CELLS = 2_000_000
"""Filled cells of all sheets: a hundred thousand rows of twenty columns, about 500 megabytes."""

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
"""The last row and column that a spreadsheet has."""

MAX_AREA = 20_000
"""Cells of a merged area that is believed as it stands: a whole row. A larger one is cut to what is
filled, so that nobody walks through seventeen thousand million cells."""
