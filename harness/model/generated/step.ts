// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * One step of a build or of a package's assembly. Never a shell line: `run` is an argv whose elements may hold named placeholders.
 */
export type BuildStep = RunStep | CopyStep | LinkStep | WriteStep | ReplaceStep | RemoveStep;

export interface RunStep {
  /**
   * @minItems 1
   */
  run: string[];
  env?: {
    [k: string]: string;
  };
  cwd?: string;
  /**
   * A file: the step is left out where it is not there, such as a port's lock file.
   */
  when?: string;
}
export interface CopyStep {
  /**
   * A file, a folder, or a path whose last part holds `*`.
   */
  copy: string;
  to: string;
}
export interface LinkStep {
  /**
   * What the link points to.
   */
  link: string;
  /**
   * Where the link is made.
   */
  to: string;
}
export interface WriteStep {
  write: string;
  text: string;
  /**
   * Whether the file is a program.
   */
  executable?: boolean;
}
export interface ReplaceStep {
  /**
   * A text file.
   */
  replace: string;
  /**
   * Text that must stand there.
   */
  old: string;
  new: string;
  /**
   * How often it must stand there, no more and no less.
   */
  times?: number;
}
export interface RemoveStep {
  remove: string;
}
