/** Runs the tests and closes with one plain line: `N passed, N failed`. What follows the name goes to vitest. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
const report = join(folder, "report.json");
const result = await $({
  nothrow: true,
  stdio: "inherit",
  preferLocal: true,
})`vitest run --reporter=default --reporter=json --outputFile.json=${report} ${process.argv.slice(2)}`;
let passed = 0;
let failed = 0;
try {
  const totals = JSON.parse(readFileSync(report, "utf8")) as { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number };
  passed = totals.numPassedTests;
  failed = totals.numFailedTests;
} catch {
  failed = 1;
}
rmSync(folder, { recursive: true, force: true });
if (failed === 0 && (result.exitCode !== 0 || passed === 0)) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
