// Values, in tenths, the range that they should be in, and what became of them.

/** A value in tenths, or undefined. */
export function readValue(text) {
  // Adding 0 takes the sign from a zero.
  return /^-?\d{1,4}\.\d$/.test(text) ? Number(text.replace(".", "")) + 0 : undefined;
}

export function printValue(tenths) {
  return (tenths / 10).toFixed(1);
}

export function readLimits(text) {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [kind, low, high] = line.split(" ");
      return [kind, new Range(readValue(low), readValue(high))];
    }),
  );
}

class Range {
  #low;
  #high;

  constructor(low, high) {
    if (low === undefined || high === undefined) throw new Error("limits.txt: a limit is no value");
    this.#low = low;
    this.#high = high;
  }

  /** The alarm that a value out of range is. */
  alarm(value) {
    if (value > this.#high) return { side: "above", text: `${printValue(value)} above ${printValue(this.#high)}` };
    if (value < this.#low) return { side: "below", text: `${printValue(value)} below ${printValue(this.#low)}` };
    return undefined;
  }
}

/** What one sensor has sent of one kind. */
export class Series {
  /** The one that stands. */
  alarm;
  #count = 0;
  #sum = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;

  add(value) {
    this.#count++;
    this.#sum += value;
    this.#least = Math.min(this.#least, value);
    this.#greatest = Math.max(this.#greatest, value);
  }

  /** How many, the least, the greatest, the mean. */
  get summary() {
    const mean = Math.trunc(this.#sum / this.#count) + 0;
    return [this.#count, ...[this.#least, this.#greatest, mean].map(printValue)].join(" ");
  }
}
