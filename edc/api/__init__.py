"""The REST interface, version 1: what people do in pages, for programs."""
