"""Where organizers and staff meet us in a browser."""
