import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { assembleHardware, type MachineParts } from "./hardware.ts";
import { type Hardware, qemuArguments } from "./qemu.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-hardware-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const valuesOf = (argv: readonly string[], option: string): string[] => argv.filter((_, index) => argv[index - 1] === option);

describe("QEMU's arguments", () => {
  const hardware: Hardware = { qemu: "/q", env: {}, firmware: ["/fw", "/more"], kernel: "/k", initramfs: "/i", accelerator: "tcg", memoryMib: 512 };
  const places = { folder: "/f", memory: "/f/memory" };
  const boot = qemuArguments(hardware, places);
  const restored = qemuArguments(hardware, { ...places, state: "/s" });

  test("open every channel in the machine's folder, and no disk, no screen, no way out", () => {
    expect(boot[0]).toBe("/q");
    expect(valuesOf(boot, "-chardev")).toEqual(["qmp", "agent", "console"].map((id) => `socket,id=${id},path=/f/${id}`));
    expect(valuesOf(boot, "-netdev")).toEqual([expect.stringContaining("restrict=on")]);
    expect(valuesOf(boot, "-sandbox")).toEqual([expect.stringContaining("spawn=deny")]);
    expect(valuesOf(boot, "-L")).toEqual(["/fw", "/more"]);
    expect(boot.join(" ")).not.toMatch(/-drive|-hda|-cdrom|-virtfs/);
  });

  test("share a memory that is saved, and take a copy of one that is restored", () => {
    expect(valuesOf(boot, "-object")).toEqual(["memory-backend-file,id=ram,size=512M,share=on,mem-path=/f/memory"]);
    expect(valuesOf(restored, "-object")).toEqual(["memory-backend-file,id=ram,size=512M,share=off,mem-path=/f/memory"]);
    expect([boot.includes("-incoming"), valuesOf(restored, "-incoming")]).toEqual([false, ["defer"]]);
  });

  test("have a processor that the accelerator can give", () => {
    expect([valuesOf(boot, "-cpu"), valuesOf(qemuArguments({ ...hardware, accelerator: "kvm" }, places), "-cpu")]).toEqual([["max"], ["host"]]);
  });

  test("double commas of paths, which part options", () => {
    const argv = qemuArguments(hardware, { folder: "/a,b", memory: "/a,b/m" });
    expect(valuesOf(argv, "-object")[0]).toContain("mem-path=/a,,b/m");
    expect(valuesOf(argv, "-chardev")[0]).toBe("socket,id=qmp,path=/a,,b/qmp");
  });
});

describe("a machine's hardware", () => {
  const parts = (name: string, agent = "agent"): MachineParts => {
    const own = join(folder, name);
    mkdirSync(join(own, "drivers"), { recursive: true });
    for (const [path, text] of Object.entries({ "drivers/02-b.ko": "b", "drivers/01-a.ko": "a", agent, launch: "launch" }))
      writeFileSync(join(own, path), text);
    return {
      qemu: "/q",
      env: { A: "1" },
      firmware: "/fw",
      kernel: "/k",
      drivers: join(own, "drivers"),
      agent: join(own, "agent"),
      launch: join(own, "launch"),
      digest: "packages",
    };
  };

  test("has a first file system with its drivers in order, made once", async () => {
    const store = join(folder, "store");
    const { hardware, digest } = await assembleHardware(store, parts("one"));
    expect(hardware).toMatchObject({ qemu: "/q", env: { A: "1" }, firmware: ["/fw"], kernel: "/k", memoryMib: 2560 });
    const text = readFileSync(hardware.initramfs, "latin1");
    expect(text.indexOf("modules/01-a.ko")).toBeGreaterThan(0);
    expect(text.indexOf("modules/02-b.ko")).toBeGreaterThan(text.indexOf("modules/01-a.ko"));
    const { ino } = statSync(hardware.initramfs);
    const again = await assembleHardware(store, parts("one"));
    expect([again.digest, again.hardware.initramfs, statSync(again.hardware.initramfs).ino]).toEqual([digest, hardware.initramfs, ino]);
  });

  test("is another one with another agent, or with other packages", async () => {
    const store = join(folder, "store");
    const digests = await Promise.all(
      [parts("two"), parts("three", "another agent"), { ...parts("two"), digest: "other packages" }].map((own) => assembleHardware(store, own)),
    );
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(3);
  });
});
