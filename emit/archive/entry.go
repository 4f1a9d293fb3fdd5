package archive

// An Entry is one file of a bundle.
type Entry struct {
	Path string // below the bundle's folder, slash-separated
	Mode uint32 // 0644 or 0755; ownership and modes on the host are the manifest's
	Body []byte
}
