// wasi-shim has no way to sleep: that is preview 1's poll_oneoff with one clock.
import { clock_time_get, clockid, errno, errnoToString, poll_oneoff } from "bindings/wasi_snapshot_preview1";

/** A subscription of 48 bytes, an event of 32, and a count; the shim's classes lay a subscription out otherwise. */
const SUBSCRIPTION: usize = memory.data(48, 8);
const EVENT: usize = memory.data(32, 8);
const OUT: usize = memory.data(8, 8);

function fail(reason: string, code: i32): void {
  process.stderr.write(reason + "\n");
  process.exit(code);
}

function check(code: errno): void {
  if (code != errno.SUCCESS) fail(errnoToString(code), 1);
}

/** In nanoseconds. */
function monotonic(): u64 {
  check(clock_time_get(clockid.MONOTONIC, 1, OUT));
  return load<u64>(OUT);
}

function sleep(nanoseconds: u64): void {
  memory.fill(SUBSCRIPTION, 0, 48);
  store<u32>(SUBSCRIPTION, clockid.MONOTONIC, 16);
  store<u64>(SUBSCRIPTION, nanoseconds, 24);
  check(poll_oneoff(changetype<usize>(SUBSCRIPTION), changetype<usize>(EVENT), 1, OUT));
  check(load<errno>(EVENT, 8));
}

const args = process.argv.slice(1);

if (args.length == 1 && args[0] == "now") {
  console.log(Date.now().toString());
} else if (args.length == 2 && args[0] == "sleep") {
  const wanted = U64.parseInt(args[1]) * 1000000;
  const before = monotonic();
  sleep(wanted);
  const passed = monotonic() - before;
  if (passed < wanted) fail("slept for " + passed.toString() + " ns only", 1);
  console.log("slept");
} else {
  fail("usage: main now | sleep MILLISECONDS", 2);
}
