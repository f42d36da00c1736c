/** A value with each of its texts filled in. */
export const fillTexts = <T>(value: T, fill: (text: string) => string): T => {
  if (typeof value === "string") return fill(value) as T;
  if (Array.isArray(value)) return value.map((one) => fillTexts(one, fill)) as T;
  return Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, fillTexts(one, fill)])) as T;
};
