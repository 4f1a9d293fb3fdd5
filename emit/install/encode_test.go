package install_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/senextrader/senexc/lang/encode"
)

// The shell's encoders must give the bytes that the compiler's give, and refuse
// what they refuse: a text must not depend on where it was encoded.
func TestEncodersAgree(t *testing.T) {
	var every strings.Builder
	for b := 1; b < 256; b++ {
		every.WriteByte(byte(b))
	}
	values := []string{
		"", "plain", " ", "a b", "trailing newline\n", "\n", "\n\n", "two\nlines", "carriage\r\nreturn", "tab\there",
		`'`, `''`, `it's`, `"`, `say "hi"`, `\`, `\\`, `back\slash\n`, `$HOME`, "`id`", `$(id)`, `%`, `%s%n`, `100%%`, `#`, `a:b`, `-n`, `;&|<>*?[]~!`,
		"ünïcödé", "日本語", "😀", "\u0085\u009f\u00a0", "\x7f", "\x01\x1f", "Á\u0081", "\u07ff\u0800\ud7ff\ue000\u2027\u2028\u2029\u202a\ufefe\ufeff\ufffd\ufffe\uffff\U00010000\U0010ffff",
		"\xff", "\xc3", "\xc3(", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf0\x8f\xbf\xbf", "ok\xe2\x82", "\x80",
		every.String(), strings.Repeat("0123456789abcde\n", 256), strings.Repeat(`'"\$%é`, 600), "a\x00b",
	}
	folder := t.TempDir()
	for i, v := range values {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprint("value.", i)), []byte(v), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var script strings.Builder
	for _, part := range []string{"settings", "encode"} {
		body, err := os.ReadFile("engine/" + part + ".sh")
		if err != nil {
			t.Fatal(err)
		}
		script.Write(body)
	}
	script.WriteString(`
cd "$1" || exit 1
WORK=$1
i=0
while [ -e "value.${i}" ]; do
	for encoder in $(cat encoders); do
		encode "${encoder}" "value.${i}" "out.${i}.${encoder}" || rm -f "out.${i}.${encoder}"
	done
	i=$((i + 1))
done
`)
	if err := os.WriteFile(filepath.Join(folder, "encoders"), []byte(strings.Join(encode.Names(), "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dash", "-c", script.String(), "dash", folder)
	cmd.Env = append(os.Environ(), "SENEXC_ROOT="+folder)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, v := range values {
		for _, name := range encode.Names() {
			want, refused := encode.Apply(name, v)
			got, err := os.ReadFile(filepath.Join(folder, fmt.Sprint("out.", i, ".", name)))
			if strings.ContainsRune(v, 0) && (name == "sha256" || name == "base64encode") {
				continue // a value with NUL never gets as far as a host
			}
			switch {
			case refused != nil && err == nil:
				t.Errorf("%s(%q) = %q in the shell; the compiler refuses it: %v", name, v, got, refused)
			case refused == nil && err != nil:
				t.Errorf("%s(%q) is refused in the shell; want %q", name, v, want)
			case refused == nil && string(got) != want:
				t.Errorf("%s(%q) = %q in the shell; want %q", name, v, got, want)
			}
		}
	}
}
