"""Results of the central laboratory: a file is read, judged row by row, looked at, and stored."""
