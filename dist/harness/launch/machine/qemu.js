import { join } from "node:path";
/** The channels that QEMU opens to us, each a socket in the machine's folder. */
export const channels = ["qmp", "agent", "console"];
/** What QEMU's monitor knows the guest's network by. */
export const network = "net";
// Commas part the options of QEMU's arguments; a doubled one is itself.
const option = (name, settings) => [name, ...Object.entries(settings).map(([key, value]) => `${key}=${String(value).replaceAll(",", ",,")}`)].join(",");
// A panic ends the machine at once, and its words are on the console.
const kernelCommandLine = "console=ttyS0 rdinit=/init panic=-1 oops=panic quiet mitigations=off random.trust_cpu=on";
/** The whole command of a machine. `-M pc` boots reliably under TCG, which microvm does not; there is no disk. */
export const qemuArguments = (hardware, places) => {
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
