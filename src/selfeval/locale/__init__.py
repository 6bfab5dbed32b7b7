"""The sentences of the report, one module per language with the same keys and the same placeholders."""
