import { OutputStream } from "../io/streams.js";

export const getStderr = (): OutputStream => OutputStream.of(2);
