package quadlet

// A Value is the text of a setting that systemd itself reads, such as
// Description=: one line, in which only % has a meaning.
type Value string

// Encode returns the value as it stands after the equals sign.
func (v Value) Encode() (string, error) {
	if err := bare(string(v)); err != nil {
		return "", err
	}
	return specifiers(string(v)), nil
}
