import type { ErrorObject } from "ajv/dist/2020.js";
import { describeError, type Mismatch } from "./schema-errors.ts";
import { SchemaForms } from "./schema-forms.ts";
import { SchemaSet } from "./schema-set.ts";

/** The schemas that something outside schemas/ is held against. */
export type SchemaName =
  | "project"
  | "target"
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
  | "output"
  | "samples"
  | "trace"
  | "coverage"
  | "faults"
  | "suite-test"
  | "suite-skips"
  | "differ"
  | "differences"
  | "artifacts"
  | "escapes";

// What is there and wrong says more than what is missing, which may be the same thing misspelt; counts say least.
const order = ["additionalProperties", undefined, "oneOf", "anyOf", "required", "minProperties", "maxProperties", "propertyNames"];

const rank = ({ keyword }: ErrorObject): number => order.indexOf(order.includes(keyword) ? keyword : undefined);

// All errors together show which one matters, but ajv takes minutes to collect those of a megabyte of mistakes.
const thorough = { characters: 65_536, errors: 1000 };

/** Holds values against the schemas of a set. Validators are loaded or compiled once each, when they are first asked for. */
export class Checker {
  readonly #set: SchemaSet;
  #forms: SchemaForms | undefined;
  readonly #fits = new Map<SchemaName, (value: unknown) => boolean>();

  constructor(set: SchemaSet) {
    this.#set = set;
  }

  /** Digest of all schemas: a value that fitted one of them fits it for as long as this is the same. */
  get digest(): string {
    return this.#set.digest;
  }

  #validator(name: SchemaName): (value: unknown) => boolean {
    const known = this.#fits.get(name);
    if (known) return known;
    const own = this.#set.loadAhead(name) ?? this.#set.compile(name, "quick");
    this.#fits.set(name, own);
    return own;
  }

  #errors(name: SchemaName, value: unknown): readonly ErrorObject[] {
    if (this.#validator(name)(value)) return [];
    // What was compiled ahead says only that something is wrong.
    const quick = this.#set.compile(name, "quick");
    if (quick(value)) return [];
    const found = quick.errors ?? [];
    if ((JSON.stringify(value)?.length ?? 0) > thorough.characters) return found;
    const all = this.#set.compile(name, "thorough");
    all(value);
    return all.errors && all.errors.length <= thorough.errors ? all.errors : found;
  }

  /** The mismatch that says most; undefined where the value fits. */
  mismatch(name: SchemaName, value: unknown): Mismatch | undefined {
    const errors = this.#errors(name, value);
    if (errors.length === 0) return undefined;
    this.#forms ??= new SchemaForms(this.#set.schemas);
    const forms = this.#forms;
    const [first] = [...forms.narrow(errors).sort((a, b) => rank(a) - rank(b)), ...errors];
    return first && describeError(first, value, (schema) => forms.of(schema));
  }

  /** A value that fits its schema, without what that marks as measured. */
  withoutMeasured<T>(name: SchemaName, value: T): T {
    const left = structuredClone(value);
    const places: string[] = [];
    this.#set.compile(name, "quick").call(places, left);
    for (const place of places) {
      const keys = place.split("/").slice(1);
      const last = keys.pop() as string;
      const parent = keys.reduce<Record<string, unknown>>((part, key) => part[key] as Record<string, unknown>, left as Record<string, unknown>);
      delete parent[last];
    }
    return left;
  }
}

const own = new Checker(new SchemaSet());

/** Digest of all schemas that values are held against. */
export const schemasDigest = (): string => own.digest;

/** Holds a value against a schema: undefined where it fits, else the mismatch that says most. */
export const mismatch = (name: SchemaName, value: unknown): Mismatch | undefined => own.mismatch(name, value);

/** A value that fits its schema without what that marks as measured: what two runs of the same thing have in common. */
export const withoutMeasured = <T>(name: SchemaName, value: T): T => own.withoutMeasured(name, value);
