"""What the page « Explorar » draws: stored figures and roll-ups, arranged for a picture and for the table under it."""
