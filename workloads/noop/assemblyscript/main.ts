// A module without statements starts and ends.
export {};
