import type { Work } from "../engine/with-work.ts";
import { monotonic } from "../host/clock.ts";
import { busyCores } from "../host/machine.ts";
import { quietCores } from "../measure/quiet.ts";
import { formatDuration } from "../model/text.ts";

/** How long others are watched, in milliseconds. */
const watchMs = 1000;

/** How many cores others keep busy now, while nothing of ours runs. */
export const othersBusy = (): Promise<number> => busyCores(watchMs);

/** Waits until others keep next to no core busy, for at most so many seconds; returns how many they keep busy then. */
export const waitForQuiet = async ({ progress, interrupted }: Pick<Work, "progress" | "interrupted">, seconds: number): Promise<number> => {
  const began = monotonic();
  let busy = await othersBusy();
  if (busy > quietCores && seconds > 0) progress.note(`the machine is busy (${busy.toFixed(1)} cores): waiting for at most ${formatDuration(seconds * 1000)}`);
  while (busy > quietCores && monotonic() - began < seconds * 1000 && !interrupted()) busy = await othersBusy();
  if (busy > quietCores) progress.note(`others keep ${busy.toFixed(1)} cores busy: times mean little, ratios and fuel hold`);
  return busy;
};
