"""Floor: the least a Django application can do and still keep the same rows. No rules, no mails rendered, no broker."""
