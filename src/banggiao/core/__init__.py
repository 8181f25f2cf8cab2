"""What every room shares: base models, names, dates, search, tables, forms, the page frame."""
