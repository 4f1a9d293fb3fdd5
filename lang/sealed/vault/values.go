package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// A Value is one value of a file.
type Value struct {
	Name string // the keys that lead to it, with dots between them
	Text []byte
	Err  error // why it is none that a secret can have; then Text is nil
}

// Values returns the values of a YAML file in their order: all of a file that
// is encrypted as a whole, and the !vault ones of any other. What cannot be
// read at all is an error, one value that is not a text has its own.
func Values(file []byte, passwords Passwords) ([]Value, error) {
	r := reader{passwords: passwords}
	if Encrypted(file) {
		open, err := Open(file, passwords)
		if err != nil {
			return nil, err
		}
		file, r.whole = open, true
	}
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(file))
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		// The cause would quote values.
		return nil, errors.New("it is not YAML")
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errors.New("it has more than one YAML document")
	}
	if len(document.Content) != 1 || document.Content[0].Kind != yaml.MappingNode {
		return nil, errors.New("it is not a YAML mapping of names to values")
	}
	if err := r.mapping("", document.Content[0]); err != nil {
		return nil, err
	}
	return r.values, nil
}

type reader struct {
	passwords Passwords
	whole     bool // everything in the file was encrypted
	values    []Value
}

func (r *reader) mapping(prefix string, mapping *yaml.Node) error {
	seen := map[string]bool{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, node := mapping.Content[i], mapping.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			continue // nothing that a secret could be called
		}
		name := prefix + key.Value
		if seen[name] {
			return fmt.Errorf("it has the name %q twice", name)
		}
		seen[name] = true
		if err := r.value(name, node); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) value(name string, node *yaml.Node) error {
	if node.Kind == yaml.AliasNode && node.Alias.Kind == yaml.ScalarNode {
		node = node.Alias // one of a mapping is not followed: they can grow without end
	}
	switch {
	case node.Kind == yaml.ScalarNode && (node.Tag == "!vault" || node.Tag == "!vault-encrypted"):
		text, err := Open([]byte(node.Value), r.passwords)
		if err != nil {
			return fmt.Errorf("the value of %s: %w", name, err)
		}
		r.values = append(r.values, Value{Name: name, Text: text})
	case node.Kind == yaml.MappingNode:
		return r.mapping(name+".", node)
	case !r.whole:
		// It was never secret.
	case node.Kind != yaml.ScalarNode:
		r.values = append(r.values, Value{Name: name, Err: errors.New("it is a list or an alias of more than a text")})
	case node.ShortTag() == "!!null":
		r.values = append(r.values, Value{Name: name, Err: errors.New("it has no value")})
	case !text(node):
		r.values = append(r.values, Value{Name: name, Err: errors.New("it is not quoted, and no text to YAML, which would write it in another way; quote it")})
	default:
		r.values = append(r.values, Value{Name: name, Text: []byte(node.Value)})
	}
	return nil
}

// Plain scalars that YAML 1.1, which Ansible reads, takes for something else
// than the text that is there: times, and what is true or false.
var (
	sexagesimal = regexp.MustCompile(`^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$`)
	boolean     = regexp.MustCompile(`^(?i:yes|no|true|false|on|off)$`)
)

// text reports whether a scalar means the text that it is written as.
func text(node *yaml.Node) bool {
	switch node.ShortTag() {
	case "!!str":
		return node.Style != 0 || !sexagesimal.MatchString(node.Value) && !boolean.MatchString(node.Value)
	case "!!int":
		n, err := strconv.ParseInt(node.Value, 10, 64)
		return err == nil && strconv.FormatInt(n, 10) == node.Value
	}
	return false
}
