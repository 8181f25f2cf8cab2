"""One cell, read as an officer would read it: dates, numbers, people, countries, terms.

Nothing here asks the register. What cannot be read is said by a code, what is not sure by a doubt.
"""
