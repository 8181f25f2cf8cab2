"""Lists as files that other programs read: values with their types, as .csv and as .xlsx."""
