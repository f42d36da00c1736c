const way = process.argv.length > 1 ? process.argv[1] : "";

if (way == "zero") {
  process.exit(0);
} else if (way == "one") {
  console.log("leaving");
  process.exit(1);
} else if (way != "return") {
  throw new Error(way == "error" ? "nobody catches this" : "no such way to end: " + way);
}
