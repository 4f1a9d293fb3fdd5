# What components say of themselves to others, and to the compiler: outputs that
# have one meaning and one type everywhere.

interface "backup" {
  type = list(object({
    volume = string
  }))
  description = "What of a service belongs into a backup: its volumes, by name. A component that makes backups collects it."
}

interface "connections" {
  type = object({
    opens  = optional(map(number), {})
    limits = optional(map(number), {})
  })
  description = "How many connections a service opens at most from each of its hosts, by the protocol of the endpoints it refers to; and how many its own endpoints accept, by their names."
}
