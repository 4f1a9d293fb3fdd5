module github.com/senextrader/senexc

go 1.26.0

toolchain go1.26.8

require (
	filippo.io/age v1.3.2 // seals secrets; hosts open them with the age of their distribution
	github.com/agext/levenshtein v1.2.3 // which word a misspelt one was meant to be
	github.com/coder/websocket v1.8.15 // lab: a WebSocket client
	github.com/google/go-cmp v0.7.0 // tests: readable differences
	github.com/google/go-containerregistry v0.22.1 // lab: images and the registry that serves them
	github.com/google/renameio/v2 v2.0.2 // files are replaced whole or not at all
	github.com/hashicorp/hcl/v2 v2.25.0 // the syntax of stacks
	github.com/hiddeco/sshsig v0.2.0 // signatures that stock ssh-keygen verifies
	github.com/klauspost/compress v1.20.3 // gzip and zstd whose bytes do not change with Go
	github.com/rogpeppe/go-internal v1.16.0 // tests of the command line as scripts; unified differences
	github.com/spf13/cobra v1.10.2 // commands, help and completion
	github.com/spf13/pflag v1.1.0 // flags, under cobra and alone
	github.com/zclconf/go-cty v1.20.0 // values of the language, with marks
	go.yaml.in/yaml/v3 v3.0.4 // YAML with tags, for what Ansible Vault encrypted
	golang.org/x/crypto v0.58.0 // SSH keys and the SSH agent
	golang.org/x/sync v0.24.0 // lab: images are made in parallel
	golang.org/x/sys v0.49.0 // lab: namespaces; private memory for edited secrets
	golang.org/x/term v0.47.0 // hidden prompts, the width of a terminal
	golang.org/x/text v0.43.0 // width of characters under carets, and the normal form of texts
	mvdan.cc/sh/v3 v3.14.1 // $EDITOR is split into words as a shell does
)

require (
	filippo.io/edwards25519 v1.2.0 // indirect
	filippo.io/hpke v0.4.0 // indirect
	filippo.io/nistec v0.0.4 // indirect
	github.com/apparentlymart/go-textseg/v15 v15.0.0 // indirect
	github.com/apparentlymart/go-textseg/v17 v17.0.1 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mitchellh/go-wordwrap v1.0.1 // indirect
	github.com/opencontainers/go-digest v1.0.0 // indirect
	github.com/opencontainers/image-spec v1.1.1 // indirect
	golang.org/x/mod v0.41.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
)
