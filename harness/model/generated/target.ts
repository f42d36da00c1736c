// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * targets/<id>.toml: a version of WASI that languages compile to and runtimes run.
 */
export interface TargetManifest {
  id: string;
  title: string;
  /**
   * What a toolchain must compile a program to.
   */
  kind: "module" | "component";
  /**
   * What every host of the target provides. Each is a regular expression for the whole of an import: MODULE#NAME of a module, an interface of a component.
   *
   * @minItems 1
   */
  imports: string[];
  /**
   * Where its specification is; the first is given as a reason in reports.
   *
   * @minItems 1
   */
  links: string[];
}
