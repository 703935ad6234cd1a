VENV := .venv
PYTHON := $(VENV)/bin/python
WAGTAIL8 := .venv-wagtail8

.PHONY: help demo check test wagtail8 bench bench-search bench-applications

help: ## list the targets
	@grep -E "^[a-z0-9-]+:.*##" Makefile | sed "s/:.*## /\t/"

$(VENV)/.ready: requirements/dev.txt package-lock.json
	@python3 -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Es fehlt Python 3.11 oder neuer: bitte installieren und noch einmal starten."; exit 1; }
	@command -v npm >/dev/null && node -e "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)" || { echo "Es fehlt Node.js 20 oder neuer mit npm: bitte installieren und noch einmal starten."; exit 1; }
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --require-hashes -r requirements/dev.txt
	npm ci --ignore-scripts --no-progress --loglevel=error
	touch $@

demo: $(VENV)/.ready ## example data, site and CMS on localhost
	@$(PYTHON) manage.py demo

check: $(VENV)/.ready ## lint, types, import contracts, licences, migrations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	node_modules/.bin/tsc -p themes/ehrenamt/jsconfig.json
	$(VENV)/bin/reuse lint --quiet
	$(PYTHON) manage.py makemigrations --check --dry-run --verbosity 0
	DJANGO_SETTINGS_MODULE=applications.casework.settings.test $(PYTHON) -m applications.casework makemigrations --check --dry-run --verbosity 0

test: $(VENV)/.ready ## all tests
	$(PYTHON) -m pytest -n 2 --dist loadfile --cov --cov-report=term

# Everything but Wagtail and what it brings comes from the first environment.
$(WAGTAIL8)/.ready: $(VENV)/.ready requirements/wagtail8.txt
	python3 -m venv $(WAGTAIL8)
	$(PYTHON) -c "import site; print(site.getsitepackages()[0])" > $$($(WAGTAIL8)/bin/python -c "import site; print(site.getsitepackages()[0])")/base.pth
	$(WAGTAIL8)/bin/pip install --quiet --require-hashes -r requirements/wagtail8.txt
	touch $@

# They end our own processes and servers; the other environment has seen that.
NOT_OF_WAGTAIL := test_cut_publications.py test_interrupted_demo.py test_publication_with_elasticsearch.py

wagtail8: $(WAGTAIL8)/.ready ## tests of the CMS on Wagtail 8
	$(WAGTAIL8)/bin/python -m pytest tests/integration/cms -n 2 $(NOT_OF_WAGTAIL:%=--ignore=tests/integration/cms/%)

bench: $(VENV)/.ready ## speed and size, printed as a table
	$(PYTHON) -m bench

bench-search: $(VENV)/.ready ## how good the answers are, by judged questions
	$(PYTHON) -m bench.search

bench-applications: $(VENV)/.ready ## how much the form handler takes, and that it takes what is good
	$(PYTHON) -m bench.applications --port 8095
