import { type Address, printAddress } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import { printable, shorten } from "../../model/text.ts";
import { type Awaited, type Surroundings, untilReady } from "./ready.ts";
import type { Transcript } from "./transcript.ts";

const longestTold = 80;

/** The address on this machine's loopback that a line is, as `127.0.0.1:PORT`; undefined where it is none. */
export const readAddress = (line: string): Address | undefined => {
  const port = Number(/^(?:127\.0\.0\.1|localhost):([0-9]{1,5})\r?$/.exec(line)?.[1] ?? 0);
  return port > 0 && port < 65_536 ? { host: "127.0.0.1", port } : undefined;
};

/**
 * The address that a program prints as the next line of its output, once somebody listens there who did not before the program was
 * started: what a step sends must reach nobody else.
 */
export const printedAddress = async (
  output: Transcript,
  protocol: Awaited["protocol"],
  limitMs: number,
  around: Surroundings,
): Promise<Address | StepFailure> => {
  const told = await output.line(limitMs);
  if ("how" in told) return { ...told, stream: "stdout" };
  const address = readAddress(told.line);
  if (!address) {
    const detail = `printed "${printable(shorten(told.line, longestTold))}", where its address is to be: 127.0.0.1:PORT`;
    return { how: "differs", stream: "stdout", detail };
  }
  const foreign = around.before.some((other) => other.protocol === protocol && other.port === address.port && other.host === address.host);
  if (foreign) return { how: "not-listening", detail: `printed ${printAddress(address)}, where somebody listened before it was run` };
  return (await untilReady([{ protocol, address }], limitMs, around)) ?? address;
};
