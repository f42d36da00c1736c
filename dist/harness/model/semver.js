// semver's index loads four times as many files as these functions need.
export { default as coerce } from "semver/functions/coerce.js";
export { default as compare } from "semver/functions/compare.js";
export { default as rcompare } from "semver/functions/rcompare.js";
export { default as satisfies } from "semver/functions/satisfies.js";
export { default as valid } from "semver/functions/valid.js";
export { default as validRange } from "semver/ranges/valid.js";
