import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { SlowestFirst } from "./scripts/test-order.ts";

const rooms = (ids: string): string => `harness/{${ids}}/**/*.test.ts`;

// Rooms of pure functions: their tests leave nothing behind, so one process runs many files, and loads what they share once.
const pure = rooms("gate,judge,measure,model,plan,report");

export default defineConfig({
  test: {
    // One more than there are cores, since many tests wait: for a download, a limit, a lock.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { shuffle: { files: true, tests: true }, sequencer: SlowestFirst },
    projects: [
      { extends: true, test: { name: "pure", include: [pure], isolate: false } },
      { extends: true, test: { name: "parts", include: ["harness/**/*.test.ts", "schemas/**/*.test.ts", "scripts/**/*.test.ts"], exclude: [pure] } },
    ],
  },
});
