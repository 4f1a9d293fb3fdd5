"""Columns whose content is encrypted."""

from django.conf import settings
from django.db import models


class EncryptedTextField(models.TextField):
    """A text that the database only ever sees encrypted. It cannot be searched."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else settings.FIELD_ENCRYPTION.encrypt(value.encode()).decode()

    def from_db_value(self, value, expression, connection):
        return value if value is None else settings.FIELD_ENCRYPTION.decrypt(value).decode()
