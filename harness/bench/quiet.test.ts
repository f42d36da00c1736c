import { expect, test } from "vitest";
import { monotonic } from "../host/clock.ts";
import { busyCores, cores } from "../host/machine.ts";
import { quietCores } from "../measure/quiet.ts";
import { Progress } from "../report/progress.ts";
import { othersBusy, waitForQuiet } from "./quiet.ts";

const listening = () => {
  const said: string[] = [];
  return { said, progress: new Progress({ write: (text) => said.push(text), moving: false, now: monotonic }) };
};

test("a core that is busy is counted, as far as there are cores", async () => {
  let stop = false;
  const spin = async (): Promise<void> => {
    while (!stop) {
      for (const end = monotonic() + 20; monotonic() < end; );
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const spinning = spin();
  const busy = await busyCores(400);
  stop = true;
  await spinning;
  expect(busy).toBeGreaterThan(0.5);
  expect(busy).toBeLessThanOrEqual(cores() + 0.1);
});

test("nobody waits for longer than is said, or once it is stopped; that the machine is busy is told", async () => {
  for (const [seconds, interrupted] of [
    [0, false],
    [60, true],
  ] as const) {
    const { said, progress } = listening();
    const began = monotonic();
    const busy = await waitForQuiet({ progress, interrupted: () => interrupted }, seconds);
    expect(monotonic() - began).toBeLessThan(20_000);
    expect(said.join("").includes("times mean little")).toBe(busy > quietCores);
  }
  expect(await othersBusy()).toBeGreaterThanOrEqual(0);
});
