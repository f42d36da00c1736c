const code = process.argv.length > 1 ? F64.parseFloat(process.argv[1]) : -1;

if (code >= 0 && code <= 255 && code == Math.floor(code)) {
  process.exit(<i32>code);
} else {
  process.stderr.write("usage: main 0..255\n");
  process.exit(2);
}
