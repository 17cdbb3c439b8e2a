"""Objects in any state, reached through the real actions."""
