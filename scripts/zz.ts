import { readFileSync } from "node:fs";
const [base, now] = [process.argv[2]!, process.argv[3]!];
const parse = (p: string) => readFileSync(p, "utf8").trim().split("\n").map((l) => JSON.parse(l));
const { readJournal } = await import(process.env.TREE + "/harness/record/read.ts");
const { foldRun } = await import(process.env.TREE + "/harness/judge/fold.ts");
const key = (v: any) => JSON.stringify(v);
const old = new Map(parse(base).filter((l: any) => l.kind === "row").map((l: any) => [l.cell, l]));
const j = readJournal(now); const rec = foldRun(j.header, j.lines);
let same = 0, gone = 0; const diffs: string[] = []; const seen = new Set(); let art = 0, artd: string[] = [];
for (const c of rec.cells) {
  seen.add(c.text); const o: any = old.get(c.text);
  const n = c.state.is === "judged" ? c.state.verdict : c.state;
  if (!o) { diffs.push(`NEW ${c.text} ${key(n)}`); continue; }
  const was = o.state === "inexpressible" ? { is: "inexpressible", why: o.why } : o.verdict;
  const k = (v: any) => key([v.is, v.cause, v.capability, v.is === "inexpressible" ? v.why : ""]);
  if (o.artifact !== c.artifact && c.state.is !== "inexpressible") { art++; artd.push(c.text); }
  if (k(was) === k(n)) same++; else diffs.push(`${c.text}\n   was ${key(was)}\n   now ${key(n)}`);
}
if (process.argv[4] === "all") for (const t of old.keys()) if (!seen.has(t)) diffs.push("GONE " + t);
console.log(`same ${same}, differ ${diffs.length}, artifacts differ ${art}, rejudged ${rec.rejudged.length}`);
for (const d of diffs.slice(0, 60)) console.log(d);
if (art) console.log("artifact examples", [...new Set(artd.map((t) => t.split(",").slice(0,2).join(",")))].slice(0, 30));
