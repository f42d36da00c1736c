import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["harness/**/*.test.ts", "schemas/**/*.test.ts", "scripts/**/*.test.ts"],
    // Vitest leaves a core free; many tests here wait for a child.
    maxWorkers: "100%",
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { shuffle: true },
  },
});
