// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * harness/keeps/<id>/keep.toml: what is claimed about isolation, the evidence asked for, and by which launchers it is reached.
 */
export interface KeepManifest {
  /**
   * No hyphens: a lane is KEEP:LAUNCHER-ARCHITECTURE.
   */
  id: string;
  name: string;
  about: string;
  /**
   * Whether it claims to hide the workload from its host. Counts only where attestation was verified.
   */
  confidential: boolean;
  /**
   * @minItems 1
   */
  launchers: ("host" | "qemu-user" | "qemu" | "snp-vm")[];
  /**
   * Factor on every time limit.
   */
  slowdown?: number;
  evidence?: Probe[];
}
export interface Probe {
  name: string;
  /**
   * A device node that must be readable and writable.
   */
  device?: string;
  /**
   * A flag that the processor must report.
   */
  "cpu-flag"?: string;
  /**
   * A file that must hold `holds`.
   */
  file?: string;
  holds?: string;
  /**
   * What to do where the evidence is missing.
   */
  hint: string;
}
