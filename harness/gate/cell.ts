import type { CellId } from "../model/ids.ts";
import type { Capability } from "../model/words.ts";
import type { Compared, Side } from "./compare.ts";

/** A cell as the gate takes it, with what the catalog says of it. */
export interface GateCell extends Side {
  readonly text: string;
  readonly id: CellId;
  readonly compared: Compared;
  readonly tier: 1 | 2 | 3;
  readonly needs: readonly Capability[];
  /** Bytes of its program; undefined where nobody knows. */
  readonly size?: number | undefined;
  /** Whether its failure has a written reason that still holds. */
  readonly known?: boolean;
}
