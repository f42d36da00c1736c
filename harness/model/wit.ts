/** Stands before what is not stable: no host has to have it. */
const unstable = "is-unstable";

/** Words and marks of a WIT text, without comments; what stands in parentheses and angle brackets is passed over. */
const tokensOf = (text: string): string[] =>
  [
    ...text
      .replace(/\/\/.*$/gm, "")
      .replace(/@unstable\([^)]*\)/g, ` ${unstable} `)
      .replace(/@(since|deprecated)\([^)]*\)/g, "")
      .matchAll(/%?[a-z][\w-]*(?::[\w-]+(?:\/[\w-]+)?)?(?:@[\w.-]+)?|[{};:=]/gi),
  ].map(([token]) => token.replace(/^%/, ""));

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly tokens: readonly string[];
}

// Blocks at the outermost level: `interface NAME { … }`, `world NAME { … }`, `resource NAME { … }`; other statements as blocks of their own.
const blocksIn = (tokens: readonly string[]): { readonly blocks: readonly Block[]; readonly statements: readonly (readonly string[])[] } => {
  const blocks: Block[] = [];
  const statements: string[][] = [];
  let statement: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as string;
    if (token === ";") {
      statements.push(statement);
      statement = [];
    } else if (token === "{") {
      let depth = 1;
      const from = at + 1;
      while (depth > 0 && ++at < tokens.length) depth += tokens[at] === "{" ? 1 : tokens[at] === "}" ? -1 : 0;
      const [kind = "", name = ""] = statement;
      blocks.push({ kind, name, tokens: tokens.slice(from, at) });
      // `use a.{b};` ends with a semicolon, a block does not.
      if (kind !== "use") statement = [];
    } else statement.push(token);
  }
  return { blocks, statements };
};

// `NAME: func`, `NAME: async func` or `NAME: static func`, and a constructor.
const functionsIn = (tokens: readonly string[], resource: string | undefined): string[] =>
  tokens.flatMap((token, at): string[] => {
    if (token === "constructor" && resource !== undefined) return [`[constructor]${resource}`];
    if (tokens[at + 1] !== ":") return [];
    if (tokens[at + 2] === "func" || (tokens[at + 2] === "async" && tokens[at + 3] === "func"))
      return [resource === undefined ? token : `[method]${resource}.${token}`];
    return tokens[at + 2] === "static" && tokens[at + 3] === "func" ? [`[static]${resource}.${token}`] : [];
  });

interface Interface {
  readonly functions: readonly string[];
  /** Interfaces of whose types it makes use: whoever imports it imports them. */
  readonly uses: readonly string[];
}

const toInterface = (tokens: readonly string[], whole: (name: string) => string): Interface => {
  const { blocks, statements } = blocksIn(tokens);
  const own = statements.filter(([first]) => first !== unstable).flatMap((statement) => functionsIn(statement, undefined));
  const stable = (inner: readonly string[]): string[][] => blocksIn(inner).statements.filter(([first]) => first !== unstable) as string[][];
  const methods = blocks
    .filter(({ kind }) => kind === "resource")
    .flatMap(({ name, tokens: inner }) => stable(inner).flatMap((statement) => functionsIn(statement, name)));
  return { functions: [...own, ...methods], uses: blocks.filter(({ kind }) => kind === "use").map(({ name }) => whole(name)) };
};

const withoutVersion = (name: string): string => name.replace(/@.*$/, "");

/**
 * The functions that a world of WIT packages imports, as `wasi:io/streams#[method]input-stream.read`, sorted; what the worlds that it
 * includes import as well, and `more` interfaces where the packages have them. `texts` are the packages' texts.
 */
export const worldFunctions = (texts: readonly string[], world: string, more: readonly string[] = []): string[] => {
  const interfaces = new Map<string, Interface>();
  const worlds = new Map<string, readonly (readonly string[])[]>();
  for (const text of texts) {
    const { blocks, statements } = blocksIn(tokensOf(text));
    const name = withoutVersion(statements.find(([first]) => first === "package")?.[1] ?? "");
    const whole = (own: string): string => (own.includes(":") ? withoutVersion(own) : `${name}/${own}`);
    for (const block of blocks) {
      if (block.kind === "interface") interfaces.set(whole(block.name), toInterface(block.tokens, whole));
      if (block.kind === "world") {
        const words = blocksIn(block.tokens).statements.map(([word = "", own = ""]) => [word, whole(own)]);
        worlds.set(whole(block.name), words);
      }
    }
  }
  const importsOf = (own: string): string[] =>
    (worlds.get(own) ?? []).flatMap(([word, name = ""]) => (word === "include" ? importsOf(name) : word === "import" ? [name] : []));
  const imported = new Set<string>();
  const take = (own: string): void => {
    if (imported.has(own)) return;
    imported.add(own);
    for (const other of interfaces.get(own)?.uses ?? []) take(other);
  };
  for (const own of [...importsOf(world), ...more]) take(own);
  return [...imported].flatMap((own) => (interfaces.get(own)?.functions ?? []).map((each) => `${own}#${each}`)).sort();
};

/** All texts that a pattern with nothing but alternatives stands for: `fd_(read|write)` is two. */
export const alternativesIn = (pattern: string): string[] => {
  const at = pattern.lastIndexOf("(");
  if (at < 0) return [pattern];
  const end = pattern.indexOf(")", at);
  return pattern
    .slice(at + 1, end)
    .split("|")
    .flatMap((own) => alternativesIn(pattern.slice(0, at) + own + pattern.slice(end + 1)));
};
