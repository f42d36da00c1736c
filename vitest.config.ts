import { defineConfig } from "vitest/config";

const rooms = (ids: string): string => `harness/{${ids}}/**/*.test.ts`;

// Rooms of pure functions: their tests leave nothing behind, so one process runs many files, and loads what they share once.
const pure = rooms("gate,judge,measure,model,plan,report");

export default defineConfig({
  test: {
    // Vitest leaves a core free; many tests here wait for a child.
    maxWorkers: "100%",
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { shuffle: true },
    projects: [
      { extends: true, test: { name: "pure", include: [pure], isolate: false } },
      { extends: true, test: { name: "parts", include: ["harness/**/*.test.ts", "schemas/**/*.test.ts", "scripts/**/*.test.ts"], exclude: [pure] } },
    ],
  },
});
