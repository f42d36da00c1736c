import { readText } from "./stdin";

// What is compared is code points: UTF-16 units of a pair lie below U+E000.
function compare(left: i32[], right: i32[]): i32 {
  const shared = min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    if (left[i] != right[i]) return left[i] - right[i];
  }
  return left.length - right.length;
}

function codePoints(line: string): i32[] {
  const points: i32[] = [];
  for (let i = 0; i < line.length; i++) {
    const point = line.codePointAt(i);
    points.push(point);
    if (point > 0xffff) i++;
  }
  return points;
}

function asText(points: i32[]): string {
  let text = "";
  for (let i = 0; i < points.length; i++) text += String.fromCodePoint(points[i]);
  return text;
}

const lines = readText().split("\n");
lines.pop();
const sorted: i32[][] = [];
for (let i = 0; i < lines.length; i++) {
  const points = codePoints(lines[i]);
  sorted.push(points);
  const reversed = asText(points.slice().reverse());
  console.log(String.UTF8.byteLength(lines[i]).toString() + " " + points.length.toString() + " " + reversed);
}
sorted.sort(compare);
for (let i = 0; i < sorted.length; i++) console.log(asText(sorted[i]));
