const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const textOf = (value) => (typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "");

const datumOf = (value) => {
  if (!isRecord(value) || typeof value.name !== "string" || typeof value.pass !== "boolean") return undefined;
  // Names are indented by what they depend on.
  const hint = textOf(value.mesg) || "`enarx platform info` shows it among all that it looks at";
  return { name: value.name.trim(), pass: value.pass, info: textOf(value.info), hint };
};

const backendOf = (value) => {
  if (!isRecord(value) || typeof value.backend !== "string" || !Array.isArray(value.data)) return undefined;
  const data = value.data.map(datumOf);
  return data.includes(undefined) ? undefined : { name: value.backend, data };
};

/**
 * Reads what `enarx platform info --json` (0.5: `enarx info --json`) prints; undefined where it is anything else, so that
 * nothing is taken for a platform that could make a Keep.
 */
const parsePlatform = (text) => {
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(said) || typeof said.version !== "string" || !Array.isArray(said.backends)) return undefined;
  const backends = said.backends.map(backendOf);
  return backends.includes(undefined) ? undefined : { version: said.version, backends };
};

const tells = "run `enarx platform info`: it must list the backend";

/** The evidence for one of its Keeps: each thing that it looked at, or that this build of it has no such Keep. `text` is what it printed, if anything. */
export default (text, backend) => {
  const name = `Enarx makes a Keep by its backend ${backend}`;
  const platform = text === undefined ? undefined : parsePlatform(text);
  if (!platform) return [{ name, pass: false, info: "it does not tell what it finds on this machine", hint: tells }];
  const found = platform.backends.find((each) => each.name === backend);
  if (!found) {
    const has = platform.backends.map((each) => each.name).join(", ") || "none";
    return [{ name, pass: false, info: `this build of it has ${has}`, hint: "use a build of Enarx with the Keep's shim, by PATH or the variable ENARX" }];
  }
  return found.data.length === 0 ? [{ name, pass: true, info: `Enarx ${platform.version} lists it`, hint: tells }] : found.data;
};
