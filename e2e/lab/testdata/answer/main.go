// Command answer answers every connection to port 7000 with one line. It is all
// that the lab's first container image has in it.
package main

import (
	"io"
	"log"
	"net"
)

func main() {
	l, err := net.Listen("tcp", ":7000")
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := l.Accept()
		if err != nil {
			log.Fatal(err)
		}
		_, _ = io.WriteString(conn, "here I am\n")
		_ = conn.Close()
	}
}
