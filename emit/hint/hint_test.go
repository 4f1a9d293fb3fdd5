package hint_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/senextrader/senexc/emit/hint"
)

func TestOf(t *testing.T) {
	err := fmt.Errorf("building: %w", hint.Errorf("Make one.", "no key: %w", fs.ErrNotExist))
	if got, want := err.Error(), "building: no key: file does not exist"; got != want {
		t.Errorf("the error says %q, want %q", got, want)
	}
	if got := hint.Of(err); got != "Make one." {
		t.Errorf("hint %q", got)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
	if got := hint.Of(fs.ErrNotExist); got != "" {
		t.Errorf("hint %q out of nothing", got)
	}
	if got := hint.Of(nil); got != "" {
		t.Errorf("hint %q without an error", got)
	}
}
