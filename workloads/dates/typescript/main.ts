import { print, readText } from "./stdio.js";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const day = 86_400_000;

export const run = {
  run(): void {
    for (const line of readText().split("\n").slice(0, -1)) {
      const date = new Date(Number(line) * 1000);
      const dayOfYear = Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / day) + 1;
      print(`${date.toISOString().replace(".000Z", "Z")} ${weekdays[date.getUTCDay()]} ${String(dayOfYear).padStart(3, "0")}`);
    }
  },
};
