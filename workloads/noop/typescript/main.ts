export const run = {
  run(): void {},
};
