// A server of lines.
