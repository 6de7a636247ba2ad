"""The engine: what is due is fetched, parsed, decided upon, stored and grouped into stories."""
