/**
 * Flips single bytes of installed engines and toolchains, artifacts, journals and records, each in place and with its old time, and asks Gatehouse's own
 * checks, for one in fifty the whole command line, whether they notice. Each byte is put back afterwards, and must then pass.
 *
 *   node scripts/flips.ts [COUNT] [SEED]
 *
 * GATEHOUSE_STORE names the store whose packages are copied for it; nothing else of that store is touched.
 */
import { drawFlips, isQuiet, kinds, makeFlippable, tryFlip } from "../harness/mini/flips.ts";

const [count = 1000, seed = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number);
const flippable = await makeFlippable();
try {
  let noticed = 0;
  let commands = 0;
  const flips = drawFlips(flippable, count, seed);
  for (const [index, flip] of flips.entries()) {
    // 47 has no factor in common with the kinds: every kind gets its turn.
    const by = index % 47 === 0 ? "command" : "check";
    if (by === "command") commands++;
    const missed = await tryFlip(flippable, flip, by);
    if (missed === undefined) noticed++;
    else console.error(missed);
    if (by === "check" && index % 13 === 0 && !(await isQuiet(flippable, flip))) throw new Error(`${flip.file} is as it was, and is not taken for it`);
    if ((index + 1) % 100 === 0) console.error(`${index + 1}/${count}`);
  }
  for (const kind of kinds) console.log(`${kind}: ${flips.filter((flip) => flip.kind === kind).length} flips in ${flippable.targets[kind].files.length} files`);
  console.log(`seed ${seed}; ${commands} by the command line`);
  console.log(`${count} flips, ${noticed} noticed`);
  process.exitCode = noticed === count ? 0 : 1;
} finally {
  flippable.remove();
}
