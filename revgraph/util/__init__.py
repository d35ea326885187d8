"""Small tools every room may use; import the file you need, nothing is re-exported here."""
