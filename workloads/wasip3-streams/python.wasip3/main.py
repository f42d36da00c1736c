from calls import main

__all__ = ["main"]
