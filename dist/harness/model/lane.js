/** How a lane runs a target; undefined where its runtime, or its variant, has no such target. */
export const laneTarget = (lane, target) => {
    const only = lane.id.variant === undefined ? undefined : lane.runtime.variant[lane.id.variant]?.targets;
    return only && !only.includes(target) ? undefined : lane.runtime.target[target];
};
/** Whether the commands of a lane are processes of this machine, or of a machine that shares none of its files. */
export const sharesFiles = (id) => id.launcher === "host" || id.launcher === "qemu-user";
/** What `{variant}` and `{keep}` stand for in a lane's commands. */
export const laneWords = ({ id, runtime }) => ({
    variant: (id.variant && runtime.variant[id.variant]?.argv) || [],
    // In a machine of somebody else's making, a runtime that makes Keeps itself makes none of its own.
    keep: runtime.keep[id.launcher === "host" ? id.keep : "nil"]?.argv ?? [],
});
