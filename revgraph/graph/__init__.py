"""The revision graph as plain values; import the file you need, nothing is re-exported here."""
