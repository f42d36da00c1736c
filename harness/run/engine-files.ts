import { keepDevices, pathsOf } from "../launch/room.ts";
import type { Lane } from "../model/lane.ts";

/** Host paths that what wraps a lane's commands reads. */
export const wrapFiles = ({ wrap, packages, keep }: Lane["entry"]): string[] => (wrap.length > 0 ? [...pathsOf(packages), keep.folder] : []);

/** Host paths that an engine's commands read, besides the artifact. */
export const engineFiles = (lane: Lane): string[] => [
  ...pathsOf(lane.packages),
  lane.folder,
  ...lane.beside,
  ...wrapFiles(lane.entry),
  // An engine that makes its Keep itself does so through these.
  ...(lane.id.launcher === "host" && lane.id.keep !== "nil" ? keepDevices() : []),
];
