"""The public methods of Operations and BatchOperations, by noun: each with its signature and documentation once."""
