package lang

var authority = &Spec{
	Labels: name,
	Attributes: []Attribute{
		{Name: "description", Type: "string", Doc: "What it is for."},
		{Name: "validity", Type: "string", Doc: "How long its own certificate is valid; 3650d when not said."},
		{Name: "certificate_validity", Type: "string", Doc: "How long the certificates that it issues are valid; 365d when not said."},
	},
}

var certificate = primitive([]Attribute{
	{Name: "authority", Type: "authority", Required: true, Doc: "The authority that issues it."},
	{Name: "names", Type: "list(string)", Doc: "Further names and addresses to be in it, besides those by which the service is reached."},
	{Name: "owner", Type: "string", Doc: "Owner of its files on the host; root when not said."},
	{Name: "group", Type: "string", Doc: "Group of its files on the host."},
	{Name: "mode", Type: "string", Doc: "Mode of the private key on the host; 0400 when not said."},
	{Name: "reload", Type: "any", Doc: "Units that are reloaded when it changes."},
	{Name: "restart", Type: "any", Doc: "Units that are restarted when it changes."},
}, nil)
