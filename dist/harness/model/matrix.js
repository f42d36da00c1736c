/** Cells that were to show something in a square: all but those that its lane cannot set up. */
export const expressible = (counts) => counts.passed + counts.flaky + counts.failed + counts.known + counts.surprising + counts.unsupported + counts.broken + counts.untrusted + counts.lost;
