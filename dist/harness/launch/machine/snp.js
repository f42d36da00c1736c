import { digest } from "../../host/digest.js";
import { hexOf } from "../../model/digest.js";
import { qemuArguments } from "./qemu.js";
/** Guest policy: bit 17 must be one; SMT is allowed (16), debugging (19) and migration agents (18) are not. */
const policy = "0x30000";
const setOption = (argv, option, value, when = () => true) => argv.map((word, index) => (index > 0 && argv[index - 1] === option && when(word) ? value : word));
/**
 * The whole command of a SEV-SNP machine: that of an ordinary one, on another chipset, with memory that the host cannot
 * read, firmware that is measured, and the digests of kernel, initial file system and command line in what is measured.
 * Never run on hardware: built as QEMU 9.1 documents it. No state is restored: an encrypted guest cannot be brought back from a snapshot.
 */
export const snpArguments = (hardware, places, guest) => {
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
export const snpExample = () => snpArguments({ qemu: "qemu-system-x86_64", env: {}, firmware: [], kernel: "VMLINUZ", initramfs: "INITRAMFS", memoryMib: 2560 }, { folder: "FOLDER", memory: "" }, { firmware: "OVMF.amdsev.fd", encryptionBit: 51, lostBits: 1, workload: digest("") });
