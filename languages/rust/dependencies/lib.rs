// Nothing of its own: only the dependencies are compiled.
