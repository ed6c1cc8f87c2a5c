"""The channels, one file each. How to add one is told in `content.appeals`."""
