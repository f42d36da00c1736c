import { everything, type Profile } from "./profile.ts";

/** Filters for lanes that are named by runtime, release or text. */
export const laneTerm = (said: string): string => {
  if (said.includes("/")) return `lane=${said}`;
  return said.includes("@") ? `release=${said}` : `runtime=${said}`;
};

/** What is run of lanes that filters name: all releases where they name one, all Keeps where they name a lane. */
export const laneProfile = (terms: readonly string[]): Profile => ({
  ...everything,
  lanes: terms.some((term) => term.startsWith("lane=")) ? "all" : "bare",
  history: terms.some((term) => /^(lane|release)=/.test(term)),
});
