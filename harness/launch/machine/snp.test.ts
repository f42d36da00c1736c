import { describe, expect, test } from "vitest";
import { digest } from "../../host/digest.ts";
import { hexOf } from "../../model/digest.ts";
import { qemuArguments } from "./qemu.ts";
import { snpArguments, snpExample } from "./snp.ts";

const hardware = { qemu: "/usr/bin/qemu-system-x86_64", env: {}, firmware: ["/fw"], kernel: "/k", initramfs: "/i", memoryMib: 512 };
const places = { folder: "/f", memory: "/f/memory" };
const guest = { firmware: "/usr/share/ovmf/OVMF.amdsev.fd", encryptionBit: 51, lostBits: 1, workload: digest("workload") };
const valuesOf = (argv: readonly string[], option: string): string[] => argv.filter((_, index) => argv[index - 1] === option);

// Never run on hardware: what QEMU 9.1 documents is all that this is held against.
describe("snpArguments", () => {
  const argv = snpArguments(hardware, places, guest);

  test("make memory that the host cannot read, and no file of it", () => {
    expect(valuesOf(argv, "-M")).toEqual(["q35,accel=kvm,memory-backend=ram,confidential-guest-support=snp,usb=off,vmport=off"]);
    expect(valuesOf(argv, "-object")).toEqual([
      "memory-backend-memfd,id=ram,size=512M,share=on,prealloc=off",
      `sev-snp-guest,id=snp,cbitpos=51,reduced-phys-bits=1,policy=0x30000,kernel-hashes=on,host-data=${Buffer.from(hexOf(guest.workload), "hex").toString("base64")}`,
    ]);
    expect(argv.join(" ")).not.toContain("/f/memory");
  });

  test("bind the workload: 32 bytes of host data, another one for another workload", () => {
    const dataOf = (words: readonly string[]): string => /host-data=([^,]+)/.exec(words.join(" "))?.[1] ?? "";
    expect(Buffer.from(dataOf(argv), "base64")).toHaveLength(32);
    expect(dataOf(snpArguments(hardware, places, { ...guest, workload: digest("another") }))).not.toBe(dataOf(argv));
  });

  test("are otherwise those of the machine that runs without it", () => {
    const plain = qemuArguments({ ...hardware, accelerator: "kvm" }, places);
    const changed = new Set(["-M", "-cpu", "-object", "-bios"]);
    const rest = (words: readonly string[]): string[] => words.filter((word, index) => !changed.has(word) && !changed.has(words[index - 1] ?? ""));
    expect(rest(argv)).toEqual(rest(plain));
    expect(valuesOf(argv, "-bios")).toEqual([guest.firmware]);
    expect(argv).not.toContain("-incoming");
  });

  test("have an example that names what is to be provided", () => {
    expect(snpExample()).toEqual(expect.arrayContaining(["VMLINUZ", "INITRAMFS", "OVMF.amdsev.fd"]));
  });
});
