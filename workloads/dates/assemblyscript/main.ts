import { readText } from "./stdin";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAY: i64 = 86_400_000;

function dayOfYear(date: Date): i64 {
  return (date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / DAY + 1;
}

const lines = readText().split("\n");
for (let i = 0; i < lines.length - 1; i++) {
  const date = new Date(I64.parseInt(lines[i]) * 1000);
  const time = date.toISOString().replace(".000Z", "Z");
  console.log(time + " " + WEEKDAYS[date.getUTCDay()] + " " + dayOfYear(date).toString().padStart(3, "0"));
}
