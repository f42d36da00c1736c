// Two releases, lanes, languages or Keeps side by side: only what differs.
(() => {
  const { h, render } = window.preact;
  const { columns, ranks, states, readState, toHash, cellHref } = window.gatehouse;
  const root = document.getElementById("compare");
  const good = (code) => code === "p" || code === "y";
  const mostShown = 400;

  const placeOf = ({ track }) => track.replace(/^[^+/]+\/?/, "");
  const sides = {
    // Releases of two runtimes compare as well: what is left of a track is its variant and its Keep.
    release: { of: ({ lane }) => lane.release, key: ({ row, lane }) => `${row} ${placeOf(lane)}`, what: ({ lane }) => placeOf(lane) },
    lane: { of: ({ lane }) => lane.lane, key: ({ row }) => `${row}`, what: () => "" },
    language: {
      of: ({ route }) => route.language,
      key: ({ at, lane, route }) => `${at} ${route.target} ${lane.lane}`,
      what: ({ lane, route }) => `${route.target}, ${lane.lane}`,
    },
    keep: { of: ({ lane }) => lane.keep, key: ({ row, lane }) => `${row} ${lane.release}`, what: ({ lane }) => lane.release },
  };
  const values = (by) => {
    const { lanes, routes } = columns();
    return [...new Set(by === "language" ? routes.map(({ language }) => language) : lanes.map((lane) => lane[by]))].sort();
  };

  /** Cells of one value by what they have in common with those of the other; of several the worst. */
  const collect = (by, value) => {
    const { index, lanes, routes, cases, groupOf } = columns();
    const { of, key, what } = sides[by];
    const found = new Map();
    for (let row = 0; row < index.rowCase.length; row++)
      for (let at = 0; at < lanes.length; at++) {
        const code = index.states[at][row];
        const cell = { row, at: index.rowCase[row], lane: lanes[at], route: routes[index.rowRoute[row]] };
        if (code === "." || of(cell) !== value) continue;
        const own = key(cell);
        const before = found.get(own);
        if (before && ranks.get(before.code) <= ranks.get(code)) continue;
        found.set(own, { code, row, laneAt: at, group: groupOf[at][row], name: cases[cell.at].case, route: cell.route.route, what: what(cell) });
      }
    return found;
  };

  const compare = (by, a, b) => {
    const [before, after] = [collect(by, a), collect(by, b)];
    const result = { worse: [], better: [], other: [], same: 0, onlyA: 0, onlyB: 0 };
    for (const [key, own] of before) {
      const now = after.get(key);
      if (!now) result.onlyA++;
      else if (good(own.code) && good(now.code)) result.same++;
      else if (good(own.code)) result.worse.push([own, now]);
      else if (good(now.code)) result.better.push([own, now]);
      else if (own.code !== now.code || own.group !== now.group) result.other.push([own, now]);
      else result.same++;
    }
    for (const key of after.keys()) if (!before.has(key)) result.onlyB++;
    return result;
  };

  const why = ({ group }) => {
    const own = columns().index.groups[group];
    return own ? `${own.cause}: ${own.known || own.detail}` : "";
  };
  const link = ({ code, row, laneAt }) =>
    h(
      "a",
      { class: "square", href: cellHref(columns().textOf(row, laneAt)) },
      h("span", { class: `mark ${states.get(code).tone}`, "aria-hidden": "true" }, states.get(code).mark),
      " ",
      states.get(code).word,
    );
  const list = (id, title, pairs, a, b) =>
    h(
      "section",
      { "aria-labelledby": id },
      h("h2", { id }, `${title}: ${pairs.length}`),
      pairs.length === 0
        ? h("p", null, "None.")
        : h(
            "div",
            { class: "frame", tabindex: 0, role: "region", "aria-label": `${title}, by case` },
            h(
              "table",
              null,
              h("caption", { class: "unseen" }, title),
              h(
                "thead",
                null,
                h(
                  "tr",
                  null,
                  ["case", "route", "where", a, b, "why"].map((text) => h("th", { scope: "col" }, text)),
                ),
              ),
              h(
                "tbody",
                null,
                pairs
                  .slice(0, mostShown)
                  .map(([own, now]) =>
                    h(
                      "tr",
                      null,
                      h("th", { scope: "row" }, own.name),
                      h("td", null, own.route === now.route ? own.route : `${own.route}, ${now.route}`),
                      h("td", null, own.what),
                      h("td", null, link(own)),
                      h("td", null, link(now)),
                      h("td", { class: "why" }, why(good(now.code) ? own : now)),
                    ),
                  ),
              ),
            ),
          ),
      pairs.length > mostShown ? h("p", null, `The first ${mostShown} of ${pairs.length}.`) : null,
    );

  let state = readState();
  const change = (part) => {
    state = { ...state, ...part };
    history.replaceState(null, "", toHash(state));
    draw();
  };
  const select = (name, label, options, value) =>
    h(
      "label",
      null,
      `${label} `,
      h(
        "select",
        { name, value, onChange: ({ target }) => change(name === "by" ? { by: target.value, a: "", b: "" } : { [name]: target.value }) },
        options.map((own) => h("option", { value: own, selected: own === value }, own)),
      ),
    );
  const draw = () => {
    const by = sides[state.by] ? state.by : "release";
    const all = values(by);
    // Two releases of one runtime tell more than two runtimes.
    const runtime = (text) => text.split("@")[0];
    const pair = all.find((own, at) => at > 0 && runtime(all[at - 1]) === runtime(own));
    const b = all.includes(state.b) ? state.b : (pair ?? all[1] ?? all[0]);
    const a = all.includes(state.a) ? state.a : all[Math.max(0, all.indexOf(b) - 1)];
    const { worse, better, other, same, onlyA, onlyB } = compare(by, a, b);
    render(
      h(
        "div",
        null,
        h(
          "form",
          { class: "controls", onSubmit: (event) => event.preventDefault() },
          select("by", "Compare", Object.keys(sides), by),
          select("a", "from", all, a),
          select("b", "to", all, b),
          h("button", { type: "button", onClick: () => change({ by, a: b, b: a }) }, "Swap"),
        ),
        h(
          "p",
          { class: "counts", role: "status" },
          `${worse.length} worse, ${better.length} better, ${other.length} fail otherwise, ${same} the same. Only ${a} has ${onlyA} more, only ${b} has ${onlyB} more: of these nothing can be said.`,
        ),
        list("worse", `Passes in ${a}, and not in ${b}`, worse, a, b),
        list("better", `Passes in ${b}, and not in ${a}`, better, a, b),
        list("other", "Passes in neither, for other reasons", other, a, b),
      ),
      root,
    );
  };
  window.addEventListener("hashchange", () => {
    state = readState();
    draw();
  });
  draw();
})();
