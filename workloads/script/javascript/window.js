// Fengari's bundle for browsers leaves its exports at window.
globalThis.window = globalThis;
