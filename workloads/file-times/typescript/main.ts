export { run } from "./operations.js";
