"""Stories of people at their browsers, on the running product."""
