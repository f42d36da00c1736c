import { InputStream } from "../io/streams.js";

export const getStdin = (): InputStream => InputStream.of(0);
