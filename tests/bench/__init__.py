"""How fast it is, measured beside what it is compared with, in one run: `make bench`."""
