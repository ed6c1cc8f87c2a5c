"""When we speak first."""
