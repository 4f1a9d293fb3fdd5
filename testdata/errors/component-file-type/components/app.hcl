host "b" { address = "10.0.0.2" } # ERROR: Unsupported block type
