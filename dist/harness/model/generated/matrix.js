// Generated from schemas/ by `npm run schemas`. Do not edit.
export {};
