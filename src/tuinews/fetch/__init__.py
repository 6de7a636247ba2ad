"""Address in, bytes out: the only room that speaks to the network."""
