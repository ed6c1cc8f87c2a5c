"""The schema's history, one file a step. To add one: number it on, and name it in `migrating.HEAD`."""
