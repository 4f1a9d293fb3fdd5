host "web01" {
  adress = "10.0.1.10"
}

host "db01" {
  recipient = "age1"
}

service "redis" "cache" {
  on = 1
}

service "django" "web" {
  queue  = service.cache
  mounts = { "/data" = {
    sorce = "v"
  } }

  container "web" {
    health {
		tabbed = 1
    }
    a = "漢字 wide"
    b = "éé combined"
    c = "‮ hidden"
    d = "a long line that goes on and on and on, for so long that nobody can see where the needle is in it, and then goes on for quite a while"
  }
}

conf = templatefile("app.conf.tmpl", { port = 80 })
# the end