package function

import (
	"crypto/md5"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
	"golang.org/x/text/unicode/norm"

	"github.com/senextrader/senexc/lang/encode"
	"github.com/senextrader/senexc/lang/secret"
)

// encoders describes the encoders of package encode.
var encoders = map[string]string{
	"base64encode": "Writes a string in Base64, with padding and on one line.",
	"envvalue":     "Checks that a string can be a value in an environment file, as after NAME=, where it stands as it is.",
	"jsonstring":   "Writes a string with its quotes as JSON has it, which is valid in YAML too.",
	"nginxquote":   "Writes a string with its quotes as a parameter in nginx.conf.",
	"pgpassvalue":  "Writes a string as a field of PostgreSQL's password file.",
	"redisquote":   "Writes a string with its quotes as an argument in redis.conf.",
	"sha256":       "Returns the SHA-256 digest of a string in hexadecimal.",
	"shellquote":   "Writes a string with its quotes as one word of a shell command.",
	"sqlliteral":   "Writes a string with its quotes as a literal in SQL.",
	"systemdvalue": "Writes a string as it stands between double quotes in a systemd unit file.",
	"urlencode":    "Writes a string so that it can stand anywhere in a URL. A space becomes %20.",
}

// encoder returns the function that encodes a string: at once if it is plain,
// and on the host if there is a secret in it.
func encoder(name string) fn.Function {
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{Name: "string", Type: cty.String, AllowMarked: true}},
		Type:   fn.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			encoded, err := encoded(name, args[0])
			if err != nil {
				return cty.NilVal, fn.NewArgError(0, err)
			}
			return cty.StringVal(encoded).WithMarks(args[0].Marks()), nil
		},
	})
}

// encoded encodes a string value, without its marks.
func encoded(name string, v cty.Value) (string, error) {
	s, _ := v.Unmark()
	// Elements of a set have left their marks to the set, but not their tokens.
	if isSecret(v) || secret.Forged(s.AsString()) {
		return secret.Encode(name, s.AsString()), nil
	}
	text, err := encode.Apply(name, s.AsString())
	if err != nil || norm.NFC.IsNormalString(text) {
		return text, err
	}
	// An escape ends in a letter, and a mark behind it would become one with it:
	// values of the language are in normal form C.
	if name != "jsonstring" {
		return "", errors.New("a combining mark stands behind a character that is escaped, and would change the escape; write it composed, or leave it out")
	}
	var b strings.Builder
	for _, r := range text {
		if !unicode.Is(unicode.M, r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String(), nil
}

var base64decode = genuine(text(func(s string) (string, error) {
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return "", errors.New("this is not Base64")
	}
	if !utf8.Valid(raw) {
		return "", errors.New("what is encoded here is not UTF-8 text, and strings hold only that")
	}
	return string(raw), nil
}))

var digestMD5 = text(func(s string) (string, error) {
	sum := md5.Sum([]byte(s))
	return hex.EncodeToString(sum[:]), nil
})

var digestSHA512 = text(func(s string) (string, error) {
	sum := sha512.Sum512([]byte(s))
	return hex.EncodeToString(sum[:]), nil
})

// text makes a function of one string out of f.
func text(f func(string) (string, error)) fn.Function {
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{Name: "string", Type: cty.String}},
		Type:   fn.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			s, err := f(args[0].AsString())
			if err != nil {
				return cty.NilVal, fn.NewArgError(0, err)
			}
			return cty.StringVal(s), nil
		},
	})
}
