"""Files into sheets of values: .xlsx, .xls, .ods and .csv, whatever is wrong with them."""
