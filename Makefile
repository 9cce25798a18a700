# Every command a person needs. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run dev test e2e fuzz lighthouse bench fmt lint screenshots clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install what is missing, build, fill an empty database with demo data, serve on port 3000
	@scripts/run.sh

dev: ## Serve a development build that reloads at every change
	@scripts/dev.sh

test: ## Everything: formatting, clippy, Rust tests on SQLite, PostgreSQL and MariaDB, browser tests
	@scripts/test.sh

e2e: ## Browser tests alone, on the release build (ARGS="renter --project desktop" goes to Playwright)
	@scripts/build.sh
	@scripts/end2end.sh $(ARGS)

fuzz: ## What the document of the API allows and forbids, sent to it by schemathesis as nobody, renter, agent, admin
	@scripts/build.sh
	@scripts/schemathesis.sh

screenshots: ## Pictures of every page at three widths, light and dark, Chinese and English, in end2end/screenshots/
	@scripts/build.sh
	@scripts/screenshots.sh

lighthouse: ## Scores and loading times of the main pages on a phone, medians beside their targets
	@scripts/build.sh
	@scripts/lighthouse.sh

bench: ## Speed and memory, each figure beside its target and beside a bare server (ARGS="classic downloads" measures parts)
	@scripts/bench.sh $(ARGS)

fmt: ## Format the Rust code
	@cargo fmt --all

lint: ## Clippy for server and browser side, warnings denied
	@scripts/lint.sh

clean: ## Remove what was built in this checkout (not data/, not the shared cache)
	rm -rf target node_modules docs/client/node_modules end2end/test-results end2end/screenshots
