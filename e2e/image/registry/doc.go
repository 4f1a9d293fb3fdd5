// Command registry makes the images of the lab and serves them over HTTP, until
// it is told to end. With --build it only makes them.
package main
