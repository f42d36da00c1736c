import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import type { KeepManifest, Probe } from "../model/generated/keep.ts";
import { parseCpuFlags, probeEvidence, type System } from "./evidence.ts";

const keep = (id: string): KeepManifest => parse(readFileSync(join(import.meta.dirname, "../keeps", id, "keep.toml"), "utf8")) as unknown as KeepManifest;
const probesOf = ({ evidence, launcher }: KeepManifest): Probe[] => [...(evidence ?? []), ...launcher.flatMap((each) => each.evidence ?? [])];

/** What a machine would show. */
interface Shown {
  readonly architecture: string;
  readonly files: Readonly<Record<string, string>>;
  readonly devices: readonly string[];
  readonly programs: Readonly<Record<string, string>>;
}

const system = ({ architecture, files, devices, programs }: Shown): System => ({
  architecture,
  exists: (path) => path in files,
  read: (path) => files[path],
  device: (path) => (devices.includes(path) ? undefined : `there is no ${path}`),
  say: (argv) => Promise.resolve(programs[argv.join(" ")]),
});

// What Linux and QEMU say, cut to what matters. Put together from their documentation and sources: nobody had the hardware here.
const epyc = (flags: string): string => `processor\t: 0
vendor_id\t: AuthenticAMD
cpu family\t: 25
model name\t: AMD EPYC 7763 64-Core Processor
flags\t\t: fpu vme de pse msr pae svm ${flags}
bugs\t\t: sysret_ss_attrs spectre_v1
`;
const help = `sev-snp-guest options:
  author-key-enabled=<bool>
  cbitpos=<uint32>
  guest-visible-workarounds=<string>
  host-data=<string>
  id-auth=<string>
  id-block=<string>
  kernel-hashes=<bool>   - add kernel hashes to guest firmware for measured Linux boot
  policy=<uint64>
  reduced-phys-bits=<uint32>
  sev-device=<string>    - SEV device to use
  vcek-disabled=<bool>
`;
const snp: Shown = {
  architecture: "x86_64",
  files: {
    "/proc/cpuinfo": epyc("sme sev sev_es sev_snp debug_swap"),
    "/sys/module/kvm_amd/parameters/sev_snp": "Y\n",
    "/usr/share/ovmf/OVMF.amdsev.fd": "",
  },
  devices: ["/dev/kvm", "/dev/sev"],
  programs: { "qemu-system-x86_64 -object sev-snp-guest,help": help },
};
const sgx: Shown = {
  architecture: "x86_64",
  files: {
    "/proc/cpuinfo": "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: fpu vmx sgx bmi1 sgx_lc\n",
    "/var/run/aesmd/aesm.socket": "",
  },
  devices: ["/dev/sgx_enclave", "/dev/sgx_provision"],
  programs: {},
};
const cca: Shown = {
  architecture: "aarch64",
  files: { "/proc/cpuinfo": "processor\t: 0\nFeatures\t: fp asimd sve\n" },
  devices: ["/dev/kvm"],
  programs: { "qemu-system-aarch64 -object rme-guest,help": "rme-guest options:\n  measurement-algorithm=<RmeGuestMeasurementAlgorithm>\n" },
};

const missing = async (id: string, shown: Shown): Promise<string[]> => {
  const found = await probeEvidence(probesOf(keep(id)), {}, system(shown));
  return found.filter((item) => !item.pass).map((item) => `${item.name}: ${item.info}`);
};

describe("evidence of confidential Keeps", () => {
  test.each([
    ["snp", snp],
    ["sgx", sgx],
    ["cca", cca],
  ] as const)("a machine that shows all of %s's lacks none; a bare one lacks all, each with what to do", async (id, shown) => {
    expect(await missing(id, shown)).toEqual([]);
    const probes = probesOf(keep(id));
    const bare = await probeEvidence(probes, {}, system({ architecture: "riscv64", files: {}, devices: [], programs: {} }));
    expect(bare.map(({ name, pass }) => [name, pass])).toEqual(probes.map(({ name }) => [name, false]));
    for (const item of bare) for (const text of [item.info, item.hint]) expect(text).toMatch(/\w/);
  });

  test("each single thing that is missing is named, and nothing else", async () => {
    const cpu = (flags: string): Shown => ({ ...snp, files: { ...snp.files, "/proc/cpuinfo": epyc(flags) } });
    const parameter = (text: string): Shown => ({ ...snp, files: { ...snp.files, "/sys/module/kvm_amd/parameters/sev_snp": text } });
    const qemu = (said: string): Shown => ({ ...snp, programs: { "qemu-system-x86_64 -object sev-snp-guest,help": said } });
    expect(await missing("snp", cpu("sme sev sev_es"))).toEqual(["the processor has SEV-SNP: no flag sev_snp"]);
    // A flag is a word of its own.
    expect(await missing("snp", cpu("sev_es sev_snp sevx"))).toEqual(["the processor has SEV: no flag sev"]);
    for (const text of ["N\n", "0\n", ""]) expect(await missing("snp", parameter(text))).toHaveLength(1);
    expect(await missing("snp", parameter("1\n"))).toEqual([]);
    expect(await missing("snp", qemu("sev-snp-guest options:\n"))).toEqual(["a QEMU that makes SEV-SNP guests: sev-snp-guest options:"]);
    expect(await missing("snp", qemu("sev-guest options:\n  kernel-hashes=<bool>\n"))).toHaveLength(1);
    expect(await missing("snp", { ...snp, devices: ["/dev/kvm"] })).toEqual(["the secure processor's driver: there is no /dev/sev"]);
    expect(await missing("sgx", { ...sgx, devices: ["/dev/sgx_enclave"] })).toEqual(["enclaves may ask for attestation keys: there is no /dev/sgx_provision"]);
    expect(await missing("sgx", snp)).toContain("an Intel processor: /proc/cpuinfo does not hold GenuineIntel");
  });
});

describe("probeEvidence", () => {
  test("on this machine: files, devices, programs that fail", async () => {
    const ask = async (probe: Omit<Probe, "name" | "hint">): Promise<[boolean, string | undefined]> => {
      const [found] = await probeEvidence([{ name: "it", hint: "do it", ...probe }], { program: process.execPath });
      return [found?.pass ?? false, found?.info];
    };
    expect(await ask({ file: import.meta.filename })).toEqual([true, import.meta.filename]);
    expect(await ask({ file: `${import.meta.filename}.not` })).toEqual([false, `there is no ${import.meta.filename}.not`]);
    expect((await ask({ file: import.meta.filename, holds: "^import .* from" }))[0]).toBe(true);
    expect((await ask({ file: import.meta.dirname, holds: "." }))[0]).toBe(false);
    expect((await ask({ device: "/dev/null" }))[0]).toBe(true);
    expect(await ask({ device: import.meta.filename })).toEqual([false, `${import.meta.filename} is no device`]);
    expect(await ask({ command: ["{program}", "-p", "6*7"], holds: "^42$" })).toEqual([true, "42"]);
    expect((await ask({ command: ["{program}", "-e", "console.log(42); process.exit(1)"], holds: "^42$" }))[0]).toBe(false);
    expect((await ask({ command: ["gatehouse-no-such-program"] }))[0]).toBe(false);
    // All that one asks must be there; one that asks nothing shows nothing.
    expect(await ask({ device: "/dev/null", file: "/no/such" })).toEqual([false, "there is no /no/such"]);
    expect((await ask({}))[0]).toBe(false);
  });

  test("flags of a processor are words of one line, and none where nothing is told", () => {
    expect([...parseCpuFlags("processor : 0\nflags\t\t: fpu  sev \nvmx flags : ept\n\nflags : other\n")]).toEqual(["fpu", "sev"]);
    expect([...parseCpuFlags("Features\t: fp asimd\n")]).toEqual(["fp", "asimd"]);
    expect(parseCpuFlags("").size).toBe(0);
  });
});
