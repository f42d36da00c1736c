// Fengari's bundle for browsers looks for window.
(globalThis as { window?: unknown }).window = globalThis;
