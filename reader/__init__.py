"""reader: a news reader for the terminal that cleans, finds and keeps what you read."""

__version__ = "0.1.0"
