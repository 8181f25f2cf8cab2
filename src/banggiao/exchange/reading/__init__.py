"""A file into rows: what each says, what is wrong with it, what a person should look at."""
