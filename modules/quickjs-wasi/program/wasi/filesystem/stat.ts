import { type Datetime, toDatetime } from "../times.js";

export interface Stat {
  readonly type: string;
  readonly linkCount: number;
  readonly size: number;
  readonly dataAccessTimestamp: Datetime;
  readonly dataModificationTimestamp: Datetime;
  readonly statusChangeTimestamp: Datetime;
}

export const statSize = 64;

const types = ["unknown", "block-device", "character-device", "directory", "regular-file", "socket", "socket", "symbolic-link"];

/** The type of a file by its number in preview 1. */
export const typeOf = (type: number): string => types[type] ?? "unknown";

/** What preview 1 tells of a file. */
export const readStat = (view: DataView): Stat => ({
  type: typeOf(view.getUint8(16)),
  linkCount: Number(view.getBigUint64(24, true)),
  size: Number(view.getBigUint64(32, true)),
  dataAccessTimestamp: toDatetime(view.getBigUint64(40, true)),
  dataModificationTimestamp: toDatetime(view.getBigUint64(48, true)),
  statusChangeTimestamp: toDatetime(view.getBigUint64(56, true)),
});
