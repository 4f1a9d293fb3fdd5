package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"slices"

	"github.com/senextrader/senexc/emit/hint"
	"github.com/senextrader/senexc/lang/sealed/vault"
)

// sopsValues has the program sops decrypt a file, whatever its format, and
// reads the JSON that it prints.
func (p *program) sopsValues(ctx context.Context, name string) ([]vault.Value, error) {
	cmd := exec.CommandContext(ctx, "sops", "--decrypt", "--output-type", "json", name)
	cmd.Stdin, cmd.Stderr = p.in, p.err
	out, err := cmd.Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, hint.Errorf("Install it, and see that `sops --decrypt` can open the file.", "the program sops is not installed here")
	case err != nil:
		return nil, fmt.Errorf("sops did not decrypt %s: %w", name, err)
	}
	decoder := json.NewDecoder(bytes.NewReader(out))
	decoder.UseNumber()
	var all map[string]any
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("what sops printed of %s is no JSON object", name)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("what sops printed of %s is more than one JSON object", name)
	}
	return flatten("", all), nil
}

// flatten joins the names of nested objects by dots.
func flatten(prefix string, object map[string]any) (list []vault.Value) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		v := vault.Value{Name: prefix + key}
		switch value := object[key].(type) {
		case map[string]any:
			list = append(list, flatten(v.Name+".", value)...)
			continue
		case string:
			v.Text = []byte(value)
		case json.Number:
			v.Text = []byte(value.String())
		case nil:
			v.Err = errors.New("it has no value")
		default:
			v.Err = errors.New("it is a list, or true or false, and no text")
		}
		list = append(list, v)
	}
	return list
}
