"""Settings, environment, addresses, system checks and the command line."""
