import { homedir } from "node:os";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { home, isPacked, isWhole } from "./home.ts";

/** Environment variables of this process. The only place that reads them. */
export const variable = (name: string): string | undefined => process.env[name];

/** Whether colour and a moving line are wanted on a stream: a terminal, and NO_COLOR is not set (https://no-color.org). */
export const isPlain = (stream: { isTTY?: boolean }): boolean => !stream.isTTY || Boolean(process.env["NO_COLOR"]) || process.env["TERM"] === "dumb";

/** Folders of PATH, absolute ones only: a relative one would depend on where a build runs. */
export const searchPath = (): string[] => (process.env["PATH"] ?? "").split(delimiter).filter(isAbsolute);

const cacheFolder = (): string => {
  const named = process.env["XDG_CACHE_HOME"] ?? "";
  return join(isAbsolute(named) ? named : join(homedir(), ".cache"), "gatehouse");
};

/**
 * The private store: packages, artifacts, caches. It is `.gatehouse` of a checkout; a package has it below the user's cache folder.
 * GATEHOUSE_STORE names another one, e.g. to share it between checkouts.
 */
export const storeFolder = (root: string): string => {
  const named = process.env["GATEHOUSE_STORE"];
  if (named) return resolve(named);
  return isPacked ? cacheFolder() : join(isWhole(root) ? root : home, ".gatehouse");
};

/** Folders that lie over the catalog for this command: those of `--with`, else those that GATEHOUSE_WITH names. */
export const laidFolders = (): string[] => (process.env["GATEHOUSE_WITH"] ?? "").split(delimiter).filter((path) => path !== "");

/** Lays folders over the catalog, for this process. */
export const layFolders = (folders: readonly string[]): void => {
  process.env["GATEHOUSE_WITH"] = folders.map((folder) => resolve(folder)).join(delimiter);
};

// A package leaves nothing outside of its store: the home of who calls it may be read-only, as that of a CI service.
const ownCaches = (): NodeJS.ProcessEnv => {
  const store = storeFolder(home);
  const at = (name: string): string => join(store, "cache", name);
  return { TMPDIR: join(store, "tmp"), npm_config_cache: at("npm"), npm_config_logs_max: "0", PIP_CACHE_DIR: at("pip"), CARGO_HOME: at("crates") };
};

/** The environment that package clients get: the user's own, since their settings of registries and proxies live in it. */
export const clientEnvironment = (): NodeJS.ProcessEnv => ({ ...(isPacked ? ownCaches() : {}), ...process.env });

/** The environment that compilers and engines start from: nothing of the user's but where programs are. */
export const bareEnvironment = (home: string): Record<string, string> => ({ PATH: searchPath().join(delimiter), HOME: home, TMPDIR: home, LANG: "C.UTF-8" });

const networkNames = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

/** What the user's settings of proxies and certificates are: builds that fetch what a port's lock file names need them. */
export const networkEnvironment = (): Record<string, string> =>
  Object.fromEntries(networkNames.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : [])));

/** Where cargo and go keep what the user's settings name; builds that fetch crates or modules need them. */
export const userHome = (): string => homedir();
