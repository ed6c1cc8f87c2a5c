"""The words around the labels: openings, greetings and ends of letters, furniture, and what tells a language."""
