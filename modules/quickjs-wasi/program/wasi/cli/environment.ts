import { decode } from "memory";
import { args_get, args_sizes_get, environ_get, environ_sizes_get } from "wasi_snapshot_preview1";
import { textsOf } from "../words.js";

/** The program's name and then its arguments. */
export const getArguments = (): string[] => textsOf(args_sizes_get, args_get).map(decode);

export const getEnvironment = (): [name: string, value: string][] =>
  textsOf(environ_sizes_get, environ_get).map((bytes) => {
    const text = decode(bytes);
    const at = text.indexOf("=");
    return [text.slice(0, at), text.slice(at + 1)];
  });
