"""Where people meet us, and where everything is put together."""
