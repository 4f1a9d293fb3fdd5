package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/senextrader/senexc/e2e/image"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "registry:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	listen := pflag.String("listen", "127.0.0.1:5000", "address to serve at")
	only := pflag.Bool("build", false, "make the images, so that they are there when they are needed, and serve nothing")
	pflag.Parse()

	cache, err := image.Cache()
	if err != nil {
		return err
	}
	images, err := image.Build(ctx, cache, image.All())
	if err != nil || *only {
		return err
	}
	registry := image.NewRegistry()
	for name, image := range images {
		if err := registry.Add(name, image); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(images)) {
		fmt.Printf("%s/%s\n", listener.Addr(), name)
	}
	server := &http.Server{Handler: registry}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
