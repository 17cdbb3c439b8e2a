"""Pure rules of the first floor: facts in, figures out; no database, no settings, no clock."""
