# All that a person or a machine does with this repository. "make" explains it.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME    := 10s
ORACLES     := sh e2e/oracle/tree.sh
LAB         := go run ./e2e/lab/cmd/lab
HOST        := web01
# Tests in the lab that only make e2e-full runs.
LONG        := ^TestRotation$$

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this help
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## Compile the senexc program into this folder
	CGO_ENABLED=0 go build -trimpath -o senexc ./cmd/senexc

# The tests run uncached: the programs that judge bundles are outside of what
# go takes into account when it decides whether a result still holds.
# For hosts without a package age: senexc enroll --age dist/age-linux-amd64.
.PHONY: age-helper
age-helper: ## Build the program that opens secrets, for hosts without the package age
	@mkdir -p dist
	@set -e; for arch in amd64 arm64; do \
		CGO_ENABLED=0 GOOS=linux GOARCH=$$arch go build -trimpath -ldflags='-s -w -buildid=' -o dist/age-linux-$$arch ./cmd/senexc-age; \
		sha256sum dist/age-linux-$$arch; \
	done

.PHONY: test
test: ## Run all tests; as root on Debian, with the oracles
	@$(ORACLES) >/dev/null || [ "$$CI" != true ]
	@status=0; \
	echo go test -count=1 ./...; SENEXC_FAULTS=single go test -count=1 -timeout 45m ./... || status=$$?; \
	$(ORACLES) --report || [ "$$CI" != true ] || status=1; \
	exit $$status

.PHONY: oracles
oracles: ## Make the Debian 13 tree whose programs judge the bundles (root, about a minute, cached)
	@$(ORACLES)

.PHONY: golden
golden: ## Write testdata/golden anew; read the difference before you commit it
	go test -count=1 ./stacks -run '^Test(Golden|Locality)$$' -update

.PHONY: docs
docs: ## Write the generated parts of docs/ anew
	go test -count=1 ./docs -run '^TestTables$$' -update
	go test -count=1 ./cmd/senexc -run '^TestComponentPages$$' -update

.PHONY: mutation-full
mutation-full: ## Misspell every word of the examples and the library, not a sample
	SENEXC_EVERY_MUTANT=1 go test -count=1 -v ./compile -run '^TestMutations$$'

.PHONY: fault-full
fault-full: ## Every fault at every point, in three shells; 200 power cuts where there is a lab (hours)
	SENEXC_FAULTS=every go test -count=1 -timeout 24h -v ./emit/install -run '^Test(Faults|FaultsAreFound|Tampering)$$'
	@[ "$$(id -u)" != 0 ] || SENEXC_FAULTS=every go test -tags e2e -count=1 -timeout 6h -v -run '^TestPowerCuts$$' ./e2e

.PHONY: lint
lint: ## Check format, go vet and staticcheck
	@unformatted=$$(gofmt -l cmd lang compile emit stdlib stacks e2e docs); \
	[ -z "$$unformatted" ] || { printf 'not formatted, run gofmt -w on:\n%s\n' "$$unformatted"; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...

.PHONY: fuzz
fuzz: ## Run every fuzz test for a short time (FUZZTIME=10s each)
	@set -e; for package in $$(go list ./...); do \
		for test in $$(go test -list '^Fuzz' "$$package" | grep '^Fuzz'); do \
			echo "$$package $$test"; \
			go test -run '^$$' -fuzz "^$$test\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "$$package"; \
		done; \
	done

.PHONY: bench
bench: ## Measure: time, memory and how they grow with a stack
	go test -run '^$$' -bench . -benchmem ./compile
	go test -run '^$$' -bench . -benchtime 1x -timeout 60m ./e2e/bench

# A lab is taken down by the test that made it; one that was killed cannot.
.PHONY: e2e
e2e: ## Install on real hosts, in a lab on this machine (root on Debian; docs/lab.md)
	@status=0; \
	go test -tags e2e -count=1 -p 1 -timeout 60m -skip '$(LONG)' -v ./e2e/lab/... ./e2e/image/... ./e2e || status=$$?; \
	$(LAB) sweep || status=1; \
	exit $$status

.PHONY: e2e-full
e2e-full: ## The same, with rotations of secrets
	@$(MAKE) e2e LONG='^$$'

.PHONY: bench-install
bench-install: ## Measure installing where nothing has to change, beside Ansible (root on Debian)
	@status=0; \
	go test -tags e2e -count=1 -timeout 30m -run '^$$' -bench '^BenchmarkInstall$$' -benchtime 1x ./e2e || status=$$?; \
	$(LAB) sweep || status=1; \
	exit $$status

.PHONY: lab-up
lab-up: ## Boot web01, db01 and redis01 and leave them up (root on Debian)
	@$(LAB) up

.PHONY: lab-shell
lab-shell: ## A root shell on one of them, HOST=web01
	@$(LAB) shell $(HOST)

.PHONY: lab-down
lab-down: ## Take them down
	@$(LAB) down

.PHONY: clean
clean: ## Remove what was built here (the oracles' tree stays in the cache)
	rm -rf senexc dist
