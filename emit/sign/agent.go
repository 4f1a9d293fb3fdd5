package sign

import (
	"bytes"
	"fmt"
	"net"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// openAgent returns the key if the agent at the socket holds it, and nil if
// there is no agent or it does not.
func openAgent(public ssh.PublicKey, socket string) (*Key, error) {
	if socket == "" {
		return nil, nil
	}
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return nil, fmt.Errorf("connecting to the ssh agent: %w", err)
	}
	signers, err := agent.NewClient(conn).Signers()
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("asking the ssh agent for its keys: %w", err)
	}
	for _, s := range signers {
		if bytes.Equal(s.PublicKey().Marshal(), public.Marshal()) {
			return &Key{public: public, sign: signWith(s), close: conn.Close}, nil
		}
	}
	return nil, conn.Close()
}
