package lang

var secretSpec = &Spec{
	Labels: name,
	Attributes: []Attribute{
		{Name: "description", Type: "string", Doc: "What it is for."},
		{Name: "source", Type: "string", Doc: "sealed (when not said), or host: an admin's file there, /etc/senexc/secrets/NAME."},
		{Name: "generate", Type: "number", Doc: "Made on the host, of that many letters and digits, and never anywhere else."},
		{Name: "version", Type: "number", Doc: "Of a value that is not sealed, from 1: with the next one, what uses it restarts, and a generated one is made anew."},
	},
}
