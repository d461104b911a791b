"""References in the writers' styles, quotation lookup and speakers."""
