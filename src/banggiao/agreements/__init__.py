"""Texts between parties: a register of instruments, each a ledger of dated acts."""
