export { run } from "./calls.js";
