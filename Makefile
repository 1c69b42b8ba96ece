# What users and contributors run. `make` lists the targets.
#
#   make demo   the main job on the sample: report, catalog, static portal
#   make test   every test in Rust, Python and the browser
#
# Both install what they can by themselves (Rust target, a local Python venv, npm packages, Chromium on Debian).

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

TARGET := $(or $(CARGO_TARGET_DIR),target)
JIPP := $(TARGET)/release/jipp
VENV := .venv
DATA := --kipp examples/data/kipp.csv --iga examples/data/iga.xlsx --lan examples/data/lan.json
CHROMIUM ?= $(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome))

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# --- tools -----------------------------------------------------------------------------------------------------------

.PHONY: need-rust need-python need-node need-wasm-target need-chromium
need-rust:
	@command -v cargo >/dev/null || { echo "cargo is missing: install Rust with rustup (https://rustup.rs), version 1.89 or newer"; exit 1; }
need-python:
	@command -v python3 >/dev/null || { echo "python3 is missing: install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)"; exit 1; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "python3 is $$(python3 -V): jipp needs Python 3.11 or newer"; exit 1; }
need-node:
	@command -v npm >/dev/null || { echo "node and npm are missing: install Node.js 20.16 or newer"; exit 1; }
	@node -e 'const [major, minor] = process.versions.node.split("."); process.exit(+major < 20 || (+major === 20 && +minor < 16) ? 1 : 0)' || { echo "node is $$(node -v): jipp needs Node.js 20.16 or newer"; exit 1; }
need-wasm-target: need-rust
	@rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -I{} test -d {} || rustup target add wasm32-unknown-unknown
need-chromium:
	@if [ -z "$(CHROMIUM)" ]; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -y -q chromium; \
	  else echo "Chromium is missing: install it (Debian: apt-get install chromium), or name it with CHROMIUM=/path/to/chromium"; exit 1; fi; fi

# --- the main job ------------------------------------------------------------------------------------------------------

.PHONY: demo native wasm catalog portal report
demo: portal report ## The main job on the sample: report, catalog and static portal
	@echo
	@echo "Report:  build/report.html   one page, opens without a server"
	@echo "Catalog: build/demo.jipp   try: $(JIPP) search build/demo.jipp \"antrean rumah sakit\""
	@echo "Portal:  build/portal      open: python3 -m http.server -b 127.0.0.1 -d build/portal 8000   then http://127.0.0.1:8000"

# `make test` uses the command that the wheel brings, so that the engine is built once.
COMMAND := native
test test-python: COMMAND := installed
test test-python: JIPP := $(VENV)/bin/jipp
.PHONY: command
command:
	@$(MAKE) --no-print-directory $(COMMAND)

native: need-rust ## The jipp command
	cargo build --release -p jipp-core --features cli

wasm: need-wasm-target ## The browser package, into jipp-wasm/pkg
	cargo run --release -p wasm-build

# exit code 1 means findings of severity error: the sample has some on purpose
catalog: command
	@mkdir -p build
	$(JIPP) build $(DATA) -o build/demo.jipp || [ $$? -eq 1 ]
	@$(JIPP) export build/demo.jipp --format bundle -o build/demo.bundle >/dev/null
	@mkdir -p build/pieces
	@$(JIPP) export build/demo.jipp --format pieces -o build/pieces/national.pieces >/dev/null
	@$(JIPP) export build/demo.jipp --format lite -o build/pieces/national.lite >/dev/null
	@$(JIPP) export build/demo.jipp --format pieces --chunked -o build/pieces/chunks.pieces >/dev/null

portal: catalog wasm ## The static portal, into build/portal
	@rm -rf build/portal
	$(JIPP) export build/demo.jipp --format portal --site examples/portal --engine jipp-wasm/pkg -o build/portal

report: command ## The findings of one file of the sample as a page, build/report.html
	@mkdir -p build
	@$(JIPP) validate examples/data/kipp.csv --source kipp --format html --output build/report.html || [ $$? -eq 1 ]

# --- tests -------------------------------------------------------------------------------------------------------------

.PHONY: test test-rust test-features test-python test-browser test-packaging lint deny fmt
test: test-rust test-features test-python test-browser ## Every test in Rust, Python and the browser
	@echo "All tests passed."

lint: need-rust ## Formatting, clippy, licences
	cargo fmt --all --check
	cargo clippy -q -p jipp-core --features cli,schema --all-targets -- -D warnings
	cargo clippy -q -p jipp-py -p jipp-wasm -p wasm-build --all-targets -- -D warnings
	@$(MAKE) --no-print-directory deny

deny:
	@if command -v cargo-deny >/dev/null; then cargo deny --log-level error check licenses bans sources; \
	else echo "cargo-deny is missing, licences are not checked: cargo install cargo-deny --locked"; fi

test-rust: lint ## Rust: lints, unit, integration and documentation tests
	cargo test -q -p jipp-core --features cli,schema
	RUSTDOCFLAGS="-D warnings" cargo doc -q -p jipp-core --features cli,schema --no-deps

# Features without libraries of their own ride along with others; for the browser the core is built by `make wasm`.
FEATURES := search,host-unicode,districts archives,schema spreadsheets arrow parquet catalog feedback,tsify
test-features: need-rust ## The core builds with none and with each feature
	cargo clippy -q -p jipp-core --no-default-features -- -D warnings
	for feature in $(FEATURES); do cargo clippy -q -p jipp-core --no-default-features --features $$feature -- -D warnings || exit 1; done

$(VENV)/bin/pip:
	python3 -m venv $(VENV)

# Packed as small as the format allows: what everybody downloads has a limit (jipp-py/tests/test_packaging.py).
.PHONY: wheel
wheel: need-rust need-python $(VENV)/bin/pip ## Python: the wheel that is released, into build/wheel
	$(VENV)/bin/pip install -q --disable-pip-version-check 'maturin>=1.9.4,<2' 'zopflipy>=1.14,<2'
	@rm -rf build/wheel
	$(VENV)/bin/maturin build -q --release -m jipp-py/Cargo.toml -o build/wheel
	$(VENV)/bin/python tools/repack_wheel.py build/wheel/jipp-*.whl

.PHONY: installed
installed: wheel ## Python: that wheel, in the environment of the tests
	$(VENV)/bin/pip install -q --disable-pip-version-check --force-reinstall --no-deps build/wheel/jipp-*.whl

test-python: need-rust need-python catalog ## Python: package, stubs, tests, on the wheel that is released
	$(VENV)/bin/pip install -q --disable-pip-version-check -r jipp-py/tests/requirements.txt
	$(VENV)/bin/python -m pytest -q jipp-py/tests

.PHONY: docs
docs: $(VENV)/bin/pip ## The documentation of the Python package with its notebooks run, into build/docs (after test-python)
	@$(VENV)/bin/python -c 'import jipp' 2>/dev/null || $(MAKE) --no-print-directory test-python
	$(VENV)/bin/pip install -q --disable-pip-version-check -r jipp-py/tests/requirements.txt -r tools/docs/requirements.txt
	$(VENV)/bin/python tools/docs/build.py build/docs

test-browser: need-node need-chromium portal ## Browser: vectors in Node, the portal and the report in Chromium
	cd tests/e2e && npm ci --silent --no-fund --no-audit
	cd tests/e2e && JIPP="$(abspath $(JIPP))" CHROMIUM="$(firstword $(CHROMIUM) /usr/bin/chromium)" npm test

test-packaging: need-node need-chromium portal ## The browser package as others install it: Node, Vite, webpack, a plain script (not part of `test`)
	cd tests/e2e && npm ci --silent --no-fund --no-audit
	cd tests/packaging && npm ci --silent --no-fund --no-audit && CHROMIUM="$(firstword $(CHROMIUM) /usr/bin/chromium)" npm test

.PHONY: test-sdist types
types: $(VENV)/bin/pip ## Python: pyright over the package (after test-python; not part of `test`, pyright brings Node)
	$(VENV)/bin/pip install -q --disable-pip-version-check pyright==1.1.414
	cd jipp-py && ../$(VENV)/bin/pyright --pythonpath ../$(VENV)/bin/python

# Without optimisation, so that it takes minutes only; what is asked is whether the archive holds all that a build needs.
test-sdist: need-rust need-python $(VENV)/bin/pip ## Python: the source archive alone builds, in an environment of its own (not part of `test`)
	rm -rf build/sdist && python3 -m venv build/sdist/venv
	$(VENV)/bin/pip install -q --disable-pip-version-check 'maturin>=1.9.4,<2'
	$(VENV)/bin/maturin sdist -m jipp-py/Cargo.toml -o build/sdist
	cd build/sdist && CARGO_TARGET_DIR="$(abspath $(TARGET))" venv/bin/pip install -q --disable-pip-version-check --config-settings=build-args="--profile dev" jipp-*.tar.gz
	cd build/sdist && venv/bin/python -W ignore -c "import jipp; report = jipp.validate([{'title': 'Bank Sampah', 'agency': 'Pemkot Malang'}]); assert report.accepted == 1, report; print(jipp.__version__, 'builds from its sdist')"

fmt: ## Format the Rust code
	cargo fmt --all

.PHONY: generated bench clean
generated: need-rust ## Write the generated files again: rule pages, JSON Schema, search vectors
	UPDATE=1 cargo test -q -p jipp-core --features cli,schema --test it -- schema:: registry:: evidence_grade:: vectors::search

bench: need-rust ## Benchmarks (criterion)
	cargo bench -p jipp-core --features cli

clean: ## Remove what was built
	rm -rf build $(VENV) jipp-wasm/pkg tests/e2e/node_modules
	cargo clean
