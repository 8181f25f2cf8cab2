"""How the web server runs: gunicorn reads this file. Address and workers come from the command."""

worker_class = "gthread"
threads = 4
# Loaded once, before the workers split off, so that they share memory.
preload_app = True
timeout = 120
graceful_timeout = 10
loglevel = "warning"
accesslog = None
control_socket_disable = True
proc_name = "banggiao"
