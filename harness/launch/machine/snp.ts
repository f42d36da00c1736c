import { digest } from "../../host/digest.ts";
import { hexOf } from "../../model/digest.ts";
import { type Hardware, type MachinePlaces, qemuArguments } from "./qemu.ts";

/** What makes a machine one whose memory is encrypted by AMD SEV-SNP. */
export interface SnpGuest {
  /** OVMF built for SEV (AmdSev): the guest's first code, measured by the secure processor. */
  readonly firmware: string;
  /** Where the address bit that marks encrypted pages is, and how many bits addresses lose: facts of the processor (CPUID 0x8000001F). */
  readonly encryptionBit: number;
  readonly lostBits: number;
  /** Digest (sha256:…) of the workload, which the attestation report then carries as host data. */
  readonly workload: string;
}

/** Guest policy: bit 17 must be one; SMT is allowed (16), debugging (19) and migration agents (18) are not. */
const policy = "0x30000";

const setOption = (argv: readonly string[], option: string, value: string, when: (value: string) => boolean = () => true): string[] =>
  argv.map((word, index) => (index > 0 && argv[index - 1] === option && when(word) ? value : word));

/**
 * The whole command of a SEV-SNP machine: that of an ordinary one, on another chipset, with memory that the host cannot
 * read, firmware that is measured, and the digests of kernel, initial file system and command line in what is measured.
 * Never run on hardware: built as QEMU 9.1 documents it. No state is restored: an encrypted guest cannot be brought back from a snapshot.
 */
export const snpArguments = (hardware: Omit<Hardware, "accelerator">, places: Omit<MachinePlaces, "state">, guest: SnpGuest): string[] => {
  const plain = qemuArguments({ ...hardware, accelerator: "kvm" }, { folder: places.folder, memory: places.memory });
  const machine = setOption(plain, "-M", "q35,accel=kvm,memory-backend=ram,confidential-guest-support=snp,usb=off,vmport=off");
  const cpu = setOption(machine, "-cpu", "EPYC-v4");
  const memory = `memory-backend-memfd,id=ram,size=${hardware.memoryMib}M,share=on,prealloc=off`;
  const private_ = setOption(cpu, "-object", memory, (value) => value.startsWith("memory-backend-file,"));
  const hostData = Buffer.from(hexOf(guest.workload), "hex").toString("base64");
  const object = [
    "sev-snp-guest,id=snp",
    `cbitpos=${guest.encryptionBit}`,
    `reduced-phys-bits=${guest.lostBits}`,
    `policy=${policy}`,
    "kernel-hashes=on",
    `host-data=${hostData}`,
  ].join(",");
  return [...private_, "-bios", guest.firmware, "-object", object];
};

/** The command that somebody with the hardware would try first, with names in place of what has to be provided. */
export const snpExample = (): string[] =>
  snpArguments(
    { qemu: "qemu-system-x86_64", env: {}, firmware: [], kernel: "VMLINUZ", initramfs: "INITRAMFS", memoryMib: 2560 },
    { folder: "FOLDER", memory: "" },
    { firmware: "OVMF.amdsev.fd", encryptionBit: 51, lostBits: 1, workload: digest("") },
  );
