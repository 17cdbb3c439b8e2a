"""What only a developer's machine has: the mail catcher and the pages that show it."""
