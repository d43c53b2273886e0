"""Pages: find what is visible, call one action, choose a template."""
