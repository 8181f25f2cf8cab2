"""What a person opens first: home and the search box."""
