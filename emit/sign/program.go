package sign

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"

	"golang.org/x/crypto/ssh"
)

// openProgram returns a key that signs through ssh-keygen, which knows how to
// talk to tokens. A token does one thing at a time.
func openProgram(file string, public ssh.PublicKey, o Options) *Key {
	var one sync.Mutex
	return &Key{public: public, sign: func(namespace Namespace, message io.Reader) ([]byte, error) {
		one.Lock()
		defer one.Unlock()
		cmd := exec.Command("ssh-keygen", "-Y", "sign", "-f", file, "-n", string(namespace))
		cmd.Env = append(cmd.Environ(), "SSH_AUTH_SOCK="+o.Agent)
		var armored, said bytes.Buffer
		cmd.Stdin, cmd.Stdout, cmd.Stderr = message, &armored, &said
		if o.Prompt != nil {
			cmd.Stderr = io.MultiWriter(&said, o.Prompt)
		}
		if err := cmd.Run(); err != nil {
			return nil, fmt.Errorf("ssh-keygen could not sign with %s: %w: %s", file, err, strings.TrimSpace(said.String()))
		}
		return armored.Bytes(), nil
	}}
}
