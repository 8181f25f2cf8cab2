"""Pages of accounts: users, one's own account, sign-in and its second step."""
