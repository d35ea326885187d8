"""The journal: what ran when, how far a revision has come, and how one that was cut off goes on."""
