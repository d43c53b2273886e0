"""The REST interface, as programs meet it."""
