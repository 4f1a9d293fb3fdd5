# Secrets of the application. Each stack has values of its own, sealed to its own
# hosts: in staging.secrets.hcl those of staging.

secret "secret_key" {
  description = "Django's SECRET_KEY."
}
secret "field_encryption_key" {
  description = "Fernet key of encrypted columns. Without it, a backup of the database is worth little."
}
secret "db_password" {
  description = "Password of the application's role in the database."
}
secret "db_migrator_password" {
  description = "Password of the role that migrates the schema."
}
secret "broker_password" {
  description = "Password of the broker."
}
secret "cache_password" {
  description = "Password of the cache."
}
secret "tastytrade_client_id" {
  description = "The broker's OAuth client."
}
secret "tastytrade_client_secret" {
  description = "Secret of the broker's OAuth client."
}
secret "email_password" {
  description = "Password at the mail server; used when var.email is set."
}
secret "sentry_dsn" {
  description = "Where errors are reported; used when var.sentry is true."
}
