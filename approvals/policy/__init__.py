"""Pure judgement of what a decision must answer: no database, no settings, no clock."""
