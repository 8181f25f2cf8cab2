"""Files into sheets of values: .xlsx, .xls, .ods and .csv, whatever is wrong with them.

The door is `books.opening.open_book`. It loads libraries that only reading needs, so nothing is
imported here: pages that show what was read stay light.
"""
