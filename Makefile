# What a person types: make run, make test, make check, make fix, make bench.
# Needs Python 3.11 to 3.13 with its venv module; everything else goes into .venv.

PYTHON := .venv/bin/python
# A worker on each processor, but not on all of a large machine: each has its PostgreSQL, Redis and
# Chromium. Without these options pytest stays in one process, as it does for a single file.
PYTEST := $(PYTHON) -m pytest --numprocesses auto --maxprocesses 4
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

.NOTPARALLEL:
.PHONY: run test test-unit check fix bench requirements runtime development python catalogues

run: runtime catalogues
	@$(PYTHON) -m trial.launch

test: development catalogues
	@$(PYTHON) -m tests.prerequisites
	@$(PYTEST)

test-unit: development catalogues
	@$(PYTEST) -m "not browser"

bench: development catalogues
	@$(PYTHON) -m tests.bench

# Names stand for the machines that the settings would meet; nothing is connected to.
PRODUCTION := BEHIND_TLS=1 ALLOWED_HOSTS=trial.example SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))")

check: development catalogues
	@echo "== format" && $(PYTHON) -m ruff format --check --quiet .
	@echo "== lint" && $(PYTHON) -m ruff check --quiet .
	@echo "== imports" && $(PYTHON) .venv/bin/lint-imports --no-logo
	@echo "== types" && $(PYTHON) -m mypy
	@echo "== migrations" && $(PYTHON) -W "ignore:Got an error checking:RuntimeWarning" manage.py makemigrations --check --dry-run
	@echo "== settings" && $(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING
	@echo "== documents" && $(PYTHON) manage.py documents --check

fix: development
	@$(PYTHON) -m ruff format --quiet .
	@$(PYTHON) -m ruff check --fix --quiet .
	@$(PYTHON) manage.py documents

# What the next requirements files say; pins move only with --upgrade.
LOCK := $(PYTHON) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links pyproject.toml

requirements: development
	@$(LOCK) --output-file requirements.txt
	@$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

catalogues: $(CATALOGUES)

%.mo: %.po
	@$(PYTHON) -m babel.messages.frontend compile --input-file $< --output-file $@

runtime: python
	@$(call install,requirements.txt)

development: python
	@$(call install,requirements-dev.txt)

# Installed lists are kept beside the packages: an unchanged one costs no time.
define install
cmp -s $(1) .venv/$(1) || { \
	echo "Installing $(1) into .venv: a minute or two, once." && \
	$(PYTHON) -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r $(1) && \
	cp $(1) .venv/$(1); }
endef

# Python 3.13 comes after the others because no wheel brings a Redis for it.
python:
	@$(PYTHON) -c "" 2>/dev/null || { \
	for candidate in python3.12 python3.11 python3.13 python3; do \
		$$candidate -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" \
			2>/dev/null || continue; \
		found=$$candidate; \
		$$candidate -c "import venv, ensurepip" 2>/dev/null || continue; \
		exec $$candidate -m venv --clear .venv; \
	done; \
	echo "$${found:-Python 3.11, 3.12 or 3.13} is missing$${found:+ its venv module}:" \
		"install $${found:-python3 and python3}-venv." >&2; \
	exit 1; }
