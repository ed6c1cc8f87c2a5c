"""The commands that send to many, follow what was sent, and correct it or take it back."""
