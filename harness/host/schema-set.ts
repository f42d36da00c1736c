import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { AnySchema, Ajv2020 as Compiler, Options, ValidateFunction } from "ajv/dist/2020.js";
import { hexOf } from "../model/digest.ts";
import { digestOf } from "./digest.ts";
import { home, isPacked } from "./home.ts";
import type { Schema } from "./schema-errors.ts";

// Loads on demand and at once: a manifest that is right needs neither ajv nor what explains errors.
const require = createRequire(import.meta.url);

const end = ".schema.json";

// How schemas are compiled: `quick` stops at the first error, `thorough` finds all, `ahead` gives source code that says only yes or no.
type Thoroughness = "quick" | "thorough" | "ahead";

// ajv's passes over its own code, and over schemas that the tests have checked, take longer than they save within one command.
const optionsOf: Readonly<Record<Thoroughness, Options>> = {
  quick: { verbose: true, validateSchema: false, passContext: true, code: { optimize: false } },
  thorough: { verbose: true, allErrors: true },
  ahead: { messages: false, validateSchema: false, code: { source: true } },
};

// Called with the list of places as `this`, or with nothing where nobody asks.
function notePlace(this: unknown, _schema: unknown, _data: unknown, _parent?: unknown, at?: { readonly instancePath: string }): boolean {
  if (Array.isArray(this)) this.push(at?.instancePath ?? "");
  return true;
}

/** The schemas of a folder: read at once, compiled one by one when they are asked for, or loaded as they were compiled ahead. */
export class SchemaSet {
  readonly #texts: ReadonlyMap<string, string>;
  #schemas: ReadonlyMap<string, Schema> | undefined;
  /** Of all schemas, and of what holds values against them. */
  readonly digest: string;
  readonly #compilers = new Map<Thoroughness, Compiler>();
  readonly #ahead: string;

  /** `cache` holds validators that were compiled ahead, in a folder named by all that they follow from. */
  constructor(folder: string = join(home, "schemas"), cache: string = join(home, isPacked ? "ahead" : "node_modules/.cache/gatehouse")) {
    const texts = readdirSync(folder)
      .filter((file) => file.endsWith(end))
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);
    this.#texts = new Map(texts);
    const { version } = require("ajv/package.json") as { version: string };
    this.digest = digestOf([texts, version, readFileSync(import.meta.filename, "utf8")]);
    this.#ahead = join(cache, hexOf(this.digest, 16));
  }

  /** By file name. */
  get schemas(): ReadonlyMap<string, Schema> {
    this.#schemas ??= new Map([...this.#texts].map(([file, text]) => [file, JSON.parse(text)]));
    return this.#schemas;
  }

  /** Names of the schemas: `workload` of `workload.schema.json`. */
  get names(): string[] {
    return [...this.#texts.keys()].map((file) => file.slice(0, -end.length));
  }

  /** Where the validator of a schema stands that was compiled ahead; nothing need be there. */
  pathAhead(name: string): string {
    return join(this.#ahead, `${name}.cjs`);
  }

  /** The validator that was compiled ahead; undefined where there is none of these very schemas. */
  loadAhead(name: string): ((value: unknown) => boolean) | undefined {
    const path = this.pathAhead(name);
    if (!existsSync(path)) return undefined;
    // Node's compile cache keeps what is compiled when a file is loaded: all of it, or each process compiles every function anew, when it first runs.
    setFlagsFromString("--no-lazy");
    try {
      return require(path) as (value: unknown) => boolean;
    } finally {
      setFlagsFromString("--lazy");
    }
  }

  /** The source code of a validator. */
  compileAhead(name: string): string {
    const { default: print } = require("ajv/dist/standalone") as { default: (ajv: Compiler, validate: ValidateFunction) => string };
    return print(this.#compiler("ahead"), this.compile(name, "ahead"));
  }

  /** Compiles a schema in this process, once. A quick validator adds the places of measured values to the list that it is called with as `this`. */
  compile(name: string, how: Thoroughness): ValidateFunction {
    return this.#compiler(how).getSchema(`${name}${end}`) as ValidateFunction;
  }

  #compiler(how: Thoroughness): Compiler {
    const known = this.#compilers.get(how);
    if (known) return known;
    const { Ajv2020 } = require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
    const usual = { strict: true, discriminator: true, strictTypes: false, strictRequired: false, allowUnionTypes: true } as const;
    const ajv = new Ajv2020({ ...usual, ...optionsOf[how] });
    ajv.addFormat("uri", /^https?:\/\/[^\s]+$/);
    ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    ajv.addKeyword({ keyword: "x-measured", schemaType: "boolean", ...(how === "quick" ? { validate: notePlace } : {}) });
    for (const schema of this.schemas.values()) ajv.addSchema(schema as AnySchema);
    this.#compilers.set(how, ajv);
    return ajv;
  }
}
