locals {
  name = local.nmae_of_a # ERROR: Unknown reference
  name_of_a = host.a.name
}
