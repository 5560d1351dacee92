# Plan 749. `make help` lists what there is; README.md begins with the first two.
export PYTHONUTF8 := 1
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test check fix messages units clean environment

help: ## lists these
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

run: ## installs what is missing, sets up the demonstration, serves it on PORT (8000)
	@python=$$(sh tools/python.sh) && "$$python" tools/environment.py run && exec $(PYTHON) tools/run.py

test: ## the whole suite on SQLite, then on a PostgreSQL and a Valkey that it starts itself
	@python=$$(sh tools/python.sh) && "$$python" tools/environment.py test && exec $(PYTHON) tools/test.py

check: environment ## format, lint, types of the pure files, migrations in step; changes nothing
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	$(PYTHON) manage.py makemigrations --check --dry-run

fix: environment ## formats and repairs what ruff can
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

messages: environment ## collects the texts into locale/en/LC_MESSAGES/django.po; translations stay
	$(PYTHON) tools/translations.py collect

units: environment ## makes the file of units anew from its source; see tools/read_units.py
	$(PYTHON) tools/read_units.py

clean: ## removes what was installed and compiled; the data under var/ stays
	rm -rf .venv node_modules var/static var/log .pytest_cache .hypothesis .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} + ; find locale -name '*.mo' -delete

environment:
	@python=$$(sh tools/python.sh) && "$$python" tools/environment.py test
