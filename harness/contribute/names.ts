import { GatehouseError } from "../model/errors.ts";
import { languageOfSmoke } from "./smoke.ts";

/** What `gatehouse new` makes, with the names that each takes and what it is one of. */
export const kinds = {
  language: { takes: ["NAME"], parent: "languages" },
  workload: { takes: ["NAME"], parent: "workloads" },
  port: { takes: ["WORKLOAD", "LANGUAGE[.TARGET]"], parent: "workloads" },
  runtime: { takes: ["NAME"], parent: "runtimes" },
  keep: { takes: ["NAME"], parent: "keeps" },
} as const;
export type NewKind = keyof typeof kinds;

const longest = 40;

/** Holds what was typed against the kinds and the number of names that each takes. */
export const checkKind = (said: string, names: readonly string[]): NewKind => {
  if (!Object.hasOwn(kinds, said))
    throw new GatehouseError("new/unknown-kind", `nothing goes by the name ${JSON.stringify(said)}`, {
      hint: `gatehouse new makes: ${Object.entries(kinds)
        .map(([kind, { takes }]) => `${kind} ${takes.join(" ")}`)
        .join(", ")}`,
    });
  const kind = said as NewKind;
  const { takes } = kinds[kind];
  if (names.length !== takes.length)
    throw new GatehouseError("new/names", `a ${kind} takes ${takes.join(" and ")}, found ${names.length === 0 ? "nothing" : names.join(" ")}`, {
      hint: `gatehouse new ${kind} ${takes.join(" ")}`,
    });
  return kind;
};

/** Holds a name against the rules for ids, which are part of every cell's text. */
export const checkName = (kind: Exclude<NewKind, "port">, name: string): void => {
  const fault = (why: string, hint: string): GatehouseError =>
    new GatehouseError("new/name", `${JSON.stringify(name)} cannot be a ${kind}'s name: ${why}`, { hint });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    const better = name
      .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
    throw fault("it is not kebab-case", `lower-case letters and digits, words joined by -${better ? `, for example ${better}` : ""}`);
  }
  if (name.length > longest) throw fault(`it has ${name.length} characters`, `at most ${longest}: it stands in every cell's text`);
  if (kind === "workload" && languageOfSmoke(name) !== undefined)
    throw fault("smoke programs of languages have such names", `for example ${name.replace(/^smoke-/, "")}-smoke`);
  if (kind === "keep" && name.includes("-")) throw fault("a lane's text has - after its Keep", `for example ${name.replaceAll("-", "")}`);
  if (kind === "language" && (name === "expected" || name === "fixtures")) throw fault("workloads have a folder of that name", "choose another name");
};
