import {
  appendFile, failure, listDirectory, makeDirectory, readFile, removeDirectory, removeFile, rename, sizeOf, truncate, writeFile,
} from "./files";

const OUT = "/data/out.txt";

function fail(step: string, reason: string): void {
  process.stderr.write(step + " failed: " + reason + "\n");
  process.exit(1);
}

function report(step: string, done: bool, outcome: string): void {
  if (!done) fail(step, failure);
  console.log(step + " " + outcome);
}

function reportSize(step: string, done: bool): void {
  const size = done ? sizeOf(OUT) : -1;
  report(step, size >= 0, size.toString());
}

function main(): void {
  const text = readFile("/data/in.txt");
  report("read", text != null, text != null ? text.length.toString() : "");
  reportSize("write", writeFile(OUT, "written\n"));
  reportSize("append", appendFile(OUT, "appended\n"));
  reportSize("truncate", truncate(OUT, 4));
  const names = listDirectory("/data/old");
  report("list", names != null, names != null ? names.join(" ") : "");
  report("mkdir", makeDirectory("/data/new"), "new");
  report("rename", rename("/data/old/a.txt", "/data/new/a2.txt"), "a2.txt");
  report("remove", removeFile("/data/old/b.txt"), "b.txt");
  report("rmdir", removeDirectory("/data/old"), "old");
  if (readFile("/data/missing.txt") != null) fail("missing", "it is there");
  report("missing", failure == "NOENT", "not found");
}

main();
