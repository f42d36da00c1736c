import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";

/** The schemas that something outside schemas/ is held against. */
export type SchemaName = "language" | "workload" | "runtime" | "keep" | "journal";

/** What a value is, in the words of an error. */
export interface Mismatch {
  /** Keys and indexes from the root of the value. */
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;
}

let ajv: Ajv2020 | undefined;

const validator = (name: SchemaName): ValidateFunction => {
  if (!ajv) {
    ajv = new Ajv2020({ strict: true, discriminator: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, allErrors: true, verbose: true });
    ajv.addFormat("uri", /^https?:\/\/[^\s]+$/);
    ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    const folder = join(import.meta.dirname, "../../schemas");
    for (const file of readdirSync(folder).filter((entry) => entry.endsWith(".schema.json"))) {
      ajv.addSchema(JSON.parse(readFileSync(join(folder, file), "utf8")));
    }
  }
  return ajv.getSchema(`${name}.schema.json`) as ValidateFunction;
};

const segments = (pointer: string): (string | number)[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const describe = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

const describeError = (error: ErrorObject): Mismatch => {
  const path = segments(error.instancePath);
  const actual = describe(error.data);
  const about = (error.parentSchema as { description?: string } | undefined)?.description ?? "";
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
      const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
      return {
        path: [...path, key],
        expected: known.length > 0 ? `one of ${known.join(", ")}` : "no such key",
        actual: `unknown key ${JSON.stringify(key)}`,
        hint: "remove the key, or mend its spelling",
      };
    }
    case "required":
      return { path, expected: `key ${JSON.stringify(error.params["missingProperty"])}`, actual: "missing", hint: `add ${error.params["missingProperty"]}` };
    case "enum":
      return { path, expected: `one of ${(error.params["allowedValues"] as unknown[]).join(", ")}`, actual, hint: about || "use one of the listed values" };
    case "const":
      return { path, expected: describe(error.params["allowedValue"]), actual, hint: about || "use the value that is expected" };
    case "pattern":
      return { path, expected: `text like ${error.params["pattern"]}`, actual, hint: about || "mend the text" };
    case "oneOf":
    case "anyOf": {
      const branches = (error.schema as { title?: string; type?: string; required?: string[]; enum?: unknown[] }[]).map(
        (branch) => branch.required?.join(" + ") ?? branch.enum?.join(", ") ?? branch.title ?? branch.type ?? "",
      );
      return {
        path,
        expected: `exactly one of the forms: ${branches.filter(Boolean).join(" | ") || "see the schema"}`,
        actual,
        hint: about || "see the page of this schema in schemas/",
      };
    }
    default:
      return { path, expected: error.message ?? error.keyword, actual, hint: about || "see the page of this schema in schemas/" };
  }
};

// A union's own error says little where one of its branches was clearly meant: the one whose tag (`from`, `is`, `kind`) fitted.
const relevance = (error: ErrorObject): number => {
  const depth = error.instancePath.split("/").length;
  const kind = ["additionalProperties", "enum", "pattern", "type", "minimum", "maximum"].includes(error.keyword) ? 0.5 : 0;
  const inBranch = /\/(oneOf|anyOf)\/\d+/.test(error.schemaPath);
  const union = error.keyword === "oneOf" || error.keyword === "anyOf";
  if (error.keyword === "unevaluatedProperties") return depth - 0.4;
  if (union) return depth + 0.2;
  return inBranch ? depth + kind - 0.6 : depth + kind + 0.3;
};

/** Holds a value against a schema: undefined where it fits, else the mismatch that says most. */
export const mismatch = (name: SchemaName, value: unknown): Mismatch | undefined => {
  const validate = validator(name);
  if (validate(value)) return undefined;
  const errors = [...(validate.errors ?? [])].sort((a, b) => relevance(b) - relevance(a));
  return describeError(errors[0] as ErrorObject);
};
