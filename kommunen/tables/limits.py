"""How much a file may hold. What comes in from outside is hostile until it is parsed."""

MAX_BYTES = 20_000_000  # of the file as it is sent
MAX_UNPACKED_BYTES = 60_000_000  # of all parts of a workbook, which is a zip archive
MAX_PARTS = 500  # files inside a workbook
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_LETTERS = 20_000  # in one cell
