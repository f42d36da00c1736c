import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["harness/**/*.test.ts", "schemas/**/*.test.ts", "scripts/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { shuffle: true },
  },
});
