import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { describeError, type Mismatch, type Schema } from "./schema-errors.ts";

/** The schemas that something outside schemas/ is held against. */
export type SchemaName =
  | "language"
  | "workload"
  | "runtime"
  | "releases"
  | "keep"
  | "journal"
  | "expectations"
  | "record"
  | "policy"
  | "decision"
  | "matrix"
  | "samples";

const files = new Map<string, Schema>();
const compilers = new Map<boolean, Ajv2020>();

// Places of the value at hand that its schema marks as measured; kept only while somebody asks.
let measured: string[] | undefined;
const noteMeasured = (_schema: unknown, _data: unknown, _parent?: unknown, at?: { readonly instancePath: string }): boolean => {
  measured?.push(at?.instancePath ?? "");
  return true;
};

// Every command compiles the quick ones: ajv's passes over its own code, and over schemas that the tests have checked, take longer than they save.
const compiler = (allErrors: boolean): Ajv2020 => {
  const quick = allErrors ? {} : { validateSchema: false, code: { optimize: false } };
  const usual = { strict: true, discriminator: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, verbose: true };
  const ajv = new Ajv2020({ ...usual, ...quick, allErrors });
  ajv.addFormat("uri", /^https?:\/\/[^\s]+$/);
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  ajv.addKeyword({ keyword: "x-measured", schemaType: "boolean", validate: noteMeasured });
  const folder = join(import.meta.dirname, "../../schemas");
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith(".schema.json"))) {
    const schema = files.get(file) ?? JSON.parse(readFileSync(join(folder, file), "utf8"));
    files.set(file, schema);
    ajv.addSchema(schema);
  }
  compilers.set(allErrors, ajv);
  return ajv;
};

const validator = (name: SchemaName, allErrors: boolean): ValidateFunction =>
  (compilers.get(allErrors) ?? compiler(allErrors)).getSchema(`${name}.schema.json`) as ValidateFunction;

const isTable = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object" && !Array.isArray(value);

const isWithin = (part: unknown, whole: unknown): boolean =>
  part === whole || (whole !== null && typeof whole === "object" && Object.values(whole).some((child) => isWithin(part, child)));

// A reference without a file's name is one into the file that it stands in.
const follow = (schema: Schema): Schema => {
  if (schema.$ref === undefined) return schema;
  const [file, pointer = ""] = schema.$ref.split("#");
  const root = file ? files.get(file) : [...files.values()].find((each) => isWithin(schema, each));
  const found = pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], root);
  return follow(found as Schema);
};

// A form of a union may be a union itself.
const formsOf = (schema: Schema): Schema[] => {
  const own = follow(schema);
  const inner = own.oneOf ?? own.anyOf;
  return inner && !own.required ? inner.flatMap(formsOf) : [own];
};

// A form that was meant: the table has the first key which it requires, and no other such form knows more of its keys.
const meantForm = (forms: readonly Schema[], value: unknown): Schema | undefined => {
  if (!isTable(value)) return undefined;
  const unknown = (form: Schema): number => Object.keys(value).filter((key) => !Object.hasOwn(form.properties ?? {}, key)).length;
  const candidates = forms.filter(({ required: [key] = [] }) => key !== undefined && Object.hasOwn(value, key));
  const least = Math.min(...candidates.map(unknown));
  const [only, second] = candidates.filter((form) => unknown(form) === least);
  return second ? undefined : only;
};

/**
 * Leaves out what says nothing: where one form of a union was clearly meant, the other forms' errors and the union's own; where none was, the errors of every form.
 */
const narrow = (errors: readonly ErrorObject[]): ErrorObject[] => {
  let left = [...errors];
  for (const union of errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf")) {
    const branches = union.schema as readonly Schema[];
    const only = meantForm(branches.flatMap(formsOf), union.data);
    const dropped = branches.filter((branch) => !only || !formsOf(branch).includes(only)).map(follow);
    left = left.filter(
      (error) =>
        !(only && error === union) &&
        !(`${error.instancePath}/`.startsWith(`${union.instancePath}/`) && dropped.some((form) => isWithin(error.parentSchema, form))),
    );
  }
  return left;
};

// What is there and wrong says more than what is missing, which may be the same thing misspelt; counts say least.
const order = ["additionalProperties", undefined, "oneOf", "anyOf", "required", "minProperties", "maxProperties", "propertyNames"];

const rank = ({ keyword }: ErrorObject): number => order.indexOf(order.includes(keyword) ? keyword : undefined);

// All errors together show which one matters, but ajv takes minutes to collect those of a megabyte of mistakes.
const thorough = { characters: 65_536, errors: 1000 };

const errorsOf = (name: SchemaName, value: unknown): readonly ErrorObject[] => {
  const quick = validator(name, false);
  if (quick(value)) return [];
  const found = quick.errors ?? [];
  if ((JSON.stringify(value)?.length ?? 0) > thorough.characters) return found;
  const all = validator(name, true);
  all(value);
  return all.errors && all.errors.length <= thorough.errors ? all.errors : found;
};

/** Holds a value against a schema: undefined where it fits, else the mismatch that says most. */
export const mismatch = (name: SchemaName, value: unknown): Mismatch | undefined => {
  const errors = errorsOf(name, value);
  const [first] = [...narrow(errors).sort((a, b) => rank(a) - rank(b)), ...errors];
  return first && describeError(first, value, formsOf);
};

/** A value that fits its schema without what that marks as measured: what two runs of the same thing have in common. */
export const withoutMeasured = <T>(name: SchemaName, value: T): T => {
  const left = structuredClone(value);
  measured = [];
  validator(name, false)(left);
  for (const place of measured) {
    const keys = place.split("/").slice(1);
    const last = keys.pop() as string;
    const parent = keys.reduce<Record<string, unknown>>((part, key) => part[key] as Record<string, unknown>, left as Record<string, unknown>);
    delete parent[last];
  }
  measured = undefined;
  return left;
};
