"""Where people meet us, and where everything is put together.

Each platform is a folder `on_…` that turns what people do into turns and messages into what the platform shows. The
command line is `__main__.py` and `commands/`. To add a platform: such a folder, and a few lines in `app.py`.
"""
