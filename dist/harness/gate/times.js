const order = ["slower", "unsure", "faster", "same"];
const toGated = (own, found, policy, today) => {
    const change = found ?? { subject: own.subject, cell: own.cell, is: "unsure", detail: "it was not measured on both sides", again: own.again };
    const refuses = change.is === "slower" || (change.is === "unsure" && policy.times.unsure === "refuse");
    const ignored = policy.ignored.some(({ until, pattern }) => until >= today && pattern.test(own.cell));
    return { ...change, language: own.language, tier: own.tier, gates: refuses && policy.tiers.includes(own.tier) && !ignored };
};
/**
 * Adds to a decision how times changed: what is slower refuses, and so does what cannot be told, unless the policy has it
 * reported. What was to be measured and was not cannot be told either. Pure and total.
 */
export const withTimes = (decision, { planned, changes, complete }, policy, today) => {
    const found = new Map(changes.map((change) => [change.cell, change]));
    const times = planned
        .map((own) => toGated(own, found.get(own.cell), policy, today))
        .sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || (a.subject < b.subject ? -1 : 1));
    const count = (is) => times.filter((each) => each.gates && each.is === is).length;
    const refusals = [
        ...decision.refusals,
        ...(count("slower") > 0 ? [`${count("slower")} slower`] : []),
        ...(count("unsure") > 0 ? [`of ${count("unsure")} it cannot be told whether they are slower`] : []),
        ...(times.length === 0 ? ["no times were to be measured"] : []),
        ...(complete ? [] : ["measuring did not come to its end"]),
    ];
    return { ...decision, accepted: refusals.length === 0, refusals, times };
};
