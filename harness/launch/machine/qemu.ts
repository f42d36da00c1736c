import { join } from "node:path";

/** What executes a guest's instructions: the processor, or QEMU's translator. */
export type Accelerator = "kvm" | "tcg";

/** What every machine is made of. */
export interface Hardware {
  readonly qemu: string;
  /** What QEMU's own process needs to find its libraries. */
  readonly env: Readonly<Record<string, string>>;
  /** Folders of firmware. */
  readonly firmware: readonly string[];
  readonly kernel: string;
  readonly initramfs: string;
  readonly accelerator: Accelerator;
  readonly memoryMib: number;
}

/** Where one machine's sockets and memory are. */
export interface MachinePlaces {
  readonly folder: string;
  /** The file that is the guest's memory. */
  readonly memory: string;
  /** The state to restore, which becomes standard input: memory is then a private copy of its file. Absent: it boots from the kernel. */
  readonly state?: string;
}

/** The channels that QEMU opens to us, each a socket in the machine's folder. */
export const channels = ["qmp", "agent", "console"] as const;

/** What QEMU's monitor knows the guest's network by. */
export const network = "net";

// Commas part the options of QEMU's arguments; a doubled one is itself.
const option = (name: string, settings: Readonly<Record<string, string | number>>): string =>
  [name, ...Object.entries(settings).map(([key, value]) => `${key}=${String(value).replaceAll(",", ",,")}`)].join(",");

// A panic ends the machine at once, and its words are on the console.
const kernelCommandLine = "console=ttyS0 rdinit=/init panic=-1 oops=panic quiet mitigations=off random.trust_cpu=on";

/** The whole command of a machine. `-M pc` boots reliably under TCG, which microvm does not; there is no disk. */
export const qemuArguments = (hardware: Hardware, places: MachinePlaces): string[] => {
  const restore = places.state !== undefined;
  return [
    hardware.qemu,
    ...["-nodefaults", "-no-user-config", "-no-reboot"],
    ...["-display", "none"],
    // What a guest could take over may start nothing and gain nothing.
    ...["-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"],
    ...["-M", `pc,accel=${hardware.accelerator},memory-backend=ram,usb=off,vmport=off`],
    ...["-cpu", hardware.accelerator === "kvm" ? "host" : "max"],
    ...["-smp", "1"],
    ...["-m", `${hardware.memoryMib}M`],
    ...["-object", option("memory-backend-file", { id: "ram", size: `${hardware.memoryMib}M`, share: restore ? "off" : "on", "mem-path": places.memory })],
    ...hardware.firmware.flatMap((folder) => ["-L", folder]),
    ...["-kernel", hardware.kernel],
    ...["-initrd", hardware.initramfs],
    ...["-append", kernelCommandLine],
    ...channels.flatMap((id) => ["-chardev", option("socket", { id, path: join(places.folder, id) })]),
    ...["-mon", "chardev=qmp,mode=control"],
    ...["-serial", "chardev:console"],
    ...["-device", "virtio-serial-pci"],
    ...["-device", "virtserialport,chardev=agent,nr=1,name=agent"],
    // After the port, which the agent knows by its place. The host reaches what listens in the guest, where it asks for it; the guest reaches nobody.
    ...["-netdev", `user,id=${network},restrict=on,ipv6=off`],
    ...["-device", `virtio-net-pci,netdev=${network},romfile=`],
    ...(restore ? ["-incoming", "defer"] : []),
  ];
};
