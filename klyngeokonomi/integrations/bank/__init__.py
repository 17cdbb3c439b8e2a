"""The bank: files out, files in. Which of the two ways is a setting; nobody above this room knows which."""
