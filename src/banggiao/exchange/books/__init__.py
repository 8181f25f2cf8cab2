"""Files into sheets of values: .xlsx, .xls, .ods and .csv, whatever is wrong with them."""

from banggiao.exchange.books.book import Area, Book, Broken, Remark, Sheet, Unreadable, Value
from banggiao.exchange.books.opening import open_book
from banggiao.exchange.books.text import shown

__all__ = [
    "Area",
    "Book",
    "Broken",
    "Remark",
    "Sheet",
    "Unreadable",
    "Value",
    "open_book",
    "shown",
]
