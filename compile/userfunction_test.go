package compile_test

import "testing"

// A function passes on what its arguments are, with all that follows from it: a
// connection opens the way, and a secret stays one.
func TestUserFunctions(t *testing.T) {
	s := mustCompile(t, `
secret "password" {}
function "url" {
  params = [scheme, endpoint, password]
  result = "${scheme}://:${urlencode(password)}@${address(endpoint)}"
}
function "address" {
  params = [endpoint]
  result = join(":", [endpoint.host, tostring(endpoint.port)])
}
function "words" {
  params         = [separator]
  variadic_param = rest
  result         = join(separator, [for word in rest : upper(word) if !(word == null)])
}
service "box" "server" { on = host.a }
service "box" "client" {
  on = host.b
  environment = {
    URL   = url("tcp", service.server.endpoint.tcp, secret.password)
    WORDS = words("-", "a", null, "b")
    NONE  = words("-")
  }
}`)
	client := container(t, host(t, s, "b"), "client")
	for name, want := range map[string]string{
		"URL":   "tcp://:${urlencode(secret.password)}@10.0.0.1:4000",
		"WORDS": "A-B",
		"NONE":  "",
	} {
		if got := env(t, client, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if rules := host(t, s, "a").Firewall; len(rules) != 1 || rules[0].From != "10.0.0.2" {
		t.Errorf("the connection in the argument opened %v", rules)
	}
}

// Functions of a component's file are its components' and their templates', and
// see nothing of the stack.
func TestUserFunctionsOfComponents(t *testing.T) {
	s := mustCompile(t, "", in(files{
		"stack.hcl": `
function "name" {
  result = "the stack's"
}
service "own" "x" {
  on   = host.a
  text = name()
}`,
		"components/own.hcl": `
function "name" {
  params = [x]
  result = "<${x}>"
}
component "own" {
  variable "text" {
    type = string
  }
  file "/etc/own.conf" {
    content = templatefile("own.tmpl", { text = var.text, own = name(self.name) })
  }
}`,
		"components/own.tmpl": "${own} ${name(text)}\n",
	}))
	if got := host(t, s, "a").Files[0].Content.Redacted(); got != "<x> <the stack's>\n" {
		t.Errorf("the component's file is %q", got)
	}
}
