# Thin targets: what each one does stands in scripts/. CI calls exactly `make check` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix bench migrations messages lock
PY := .venv/bin/python

help: ## print this help
	@echo "Banggiao: make TARGET"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' Makefile
	@echo "Variables: PORT=8001 and RESET=1 (demo), ARGS='-k words' (test), PYTHON=/path/to/python3.13 (setup),"
	@echo "  CHROMIUM=/path/to/chromium (test), INSTALL=0 to install no system package (test)"

setup: ## make .venv with everything in it; does nothing when nothing changed
	@PYTHON="$(PYTHON)" sh scripts/setup.sh

demo: setup ## load the demo register and serve it; PORT=8001, RESET=1 to start afresh
	@.venv/bin/banggiao demo $(if $(PORT),--port $(PORT)) $(if $(filter 1,$(RESET)),--reset)

test: setup ## run the whole suite, on PostgreSQL too where it is found; ARGS for pytest
	@$(PY) -m scripts.test $(ARGS)

check: setup ## lint, format, types, import order, sizes, migrations, translations; writes nothing
	@$(PY) -m scripts.check

fix: setup ## mend what can be mended by itself: lint, format, message catalogues
	@$(PY) -m scripts.fix

bench: setup ## run the benchmarks
	@$(PY) -m scripts.bench $(ARGS)

migrations: setup ## write the migrations that changed models need
	@$(PY) -m scripts.migrations $(ARGS)

messages: setup ## bring the message catalogues up to date with the source
	@$(PY) -m scripts.messages update

lock: setup ## compile requirements/dev.txt anew from pyproject.toml, and install it
	@sh scripts/lock.sh
