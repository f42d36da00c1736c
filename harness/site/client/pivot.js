// The matrix as figures: cells are filtered and counted by what rows and columns stand for.
(() => {
  const { ranks, columns } = window.gatehouse;
  const among = (codes) => {
    const found = new Uint8Array(128);
    for (const code of codes) found[code.charCodeAt(0)] = 1;
    return found;
  };
  const [good, uncounted] = [among("py"), among("n.")];
  const rankOf = new Uint8Array(128).fill(99);
  for (const [code, rank] of ranks) rankOf[code.charCodeAt(0)] = rank;

  /** Which rows a choice of the page leaves. */
  const kept = {
    "": () => true,
    "not-passed": ({ codes }) => /[fblxskuy]/.test(codes),
    unexplained: ({ codes }) => /[fblxs]/.test(codes),
    known: ({ codes }) => codes.includes("k"),
    holes: ({ whole }) => !whole,
    passed: ({ codes }) => /^[pn]*$/.test(codes),
  };

  /** What rows and columns may stand for: those of a case by a route, and those of a lane. */
  const ofRow = ["language", "toolchain", "route", "target", "workload", "case", "capability"];
  const ofLane = ["lane", "release", "runtime", "keep", "track"];

  const ranked = (values) => {
    const names = [...new Set(values.flat())].sort();
    const at = new Map(names.map((name, index) => [name, index]));
    return { names, of: values.map((value) => (Array.isArray(value) ? value.map((own) => at.get(own)) : [at.get(value)])) };
  };
  const dimensions = new Map();
  const dimension = (name) => {
    if (dimensions.has(name)) return dimensions.get(name);
    const { index, lanes, routes, cases } = columns();
    let values;
    if (ofLane.includes(name)) values = lanes.map((lane) => lane[name]);
    else if (name === "capability") values = index.rowCase.map((at) => index.needs[at].map((need) => index.capabilities[need]));
    else if (name === "workload" || name === "case") values = index.rowCase.map((at) => cases[at][name]);
    else values = index.rowRoute.map((at) => routes[at][name]);
    const found = { ...ranked(values), isLane: ofLane.includes(name) };
    // Most have one value each: then a plain list of numbers is several times as fast.
    found.single = found.of.every((own) => own.length === 1) ? Int32Array.from(found.of, ([at]) => at) : undefined;
    dimensions.set(name, found);
    return found;
  };

  const globs = (text) => text.split(",").map((glob) => new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`));
  const chosen = (name, patterns) => {
    const { names, of, isLane } = dimension(name);
    const fits = names.map((own) => patterns.some((pattern) => pattern.test(own)));
    return { isLane, ok: of.map((own) => own.some((at) => fits[at])) };
  };
  /** A filter's words: WORD=GLOB[,GLOB…], or any part of a case's, a route's or a lane's name. */
  const filter = (text) => {
    const { index, rows, lanes } = columns();
    const rowOk = new Uint8Array(rows).fill(1);
    const laneOk = new Uint8Array(lanes.length).fill(1);
    const groups = [];
    const unknown = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const [, name, value] = /^([a-z]+)=(.*)$/.exec(word) ?? [];
      if (name === "group" || name === "blame" || name === "cause")
        groups.push(
          new Set(index.groups.flatMap((group, at) => (globs(value).some((own) => own.test(name === "group" ? String(at) : group[name])) ? [at] : []))),
        );
      else if (name !== undefined && [...ofRow, ...ofLane].includes(name)) {
        const { isLane, ok } = chosen(name, globs(value));
        ok.forEach((fits, at) => {
          if (!fits) (isLane ? laneOk : rowOk)[at] = 0;
        });
      } else if (name !== undefined) unknown.push(name);
      else {
        const fitting = index.lanes.map((lane) => lane.includes(word));
        const [cases, routes] = [index.cases.map((own) => own.includes(word)), index.routes.map((own) => own.includes(word))];
        const byRow = index.rowCase.map((at, row) => cases[at] || routes[index.rowRoute[row]]);
        // A word that names a lane chooses among lanes; else among rows.
        if (fitting.some(Boolean) && !byRow.some(Boolean))
          fitting.forEach((fits, at) => {
            if (!fits) laneOk[at] = 0;
          });
        else
          byRow.forEach((fits, row) => {
            if (!fits) rowOk[row] = 0;
          });
      }
    }
    return { rowOk, laneOk, groups, unknown };
  };

  /** Squares by row and column. A square: code of its worst cell, how many passed of how many, and its first cell. */
  const pivot = ({ rows: rowName, cols: columnName, q, state, sort }) => {
    const { index, rows, groupOf } = columns();
    const { rowOk, laneOk, groups, unknown } = filter(q);
    const [down, across] = [dimension(rowName), dimension(columnName)];
    const width = across.names.length;
    const size = down.names.length * width;
    const [worst, passed, total, count, first] = [
      new Uint8Array(size).fill(99),
      new Int32Array(size),
      new Int32Array(size),
      new Int32Array(size),
      new Float64Array(size).fill(-1),
    ];
    let cells = 0;
    for (let lane = 0; lane < laneOk.length; lane++) {
      if (!laneOk[lane]) continue;
      const codes = index.states[lane];
      for (let row = 0; row < rows; row++) {
        if (!rowOk[row]) continue;
        const code = codes.charCodeAt(row);
        if (code === 46 || (groups.length > 0 && groups.some((own) => !own.has(groupOf[lane][row])))) continue;
        cells++;
        const rank = rankOf[code];
        const add = (at) => {
          if (rank < worst[at]) {
            worst[at] = rank;
            first[at] = row * laneOk.length + lane;
          }
          count[at]++;
          if (!uncounted[code]) total[at]++;
          if (good[code]) passed[at]++;
        };
        const [downAt, acrossAt] = [down.isLane ? lane : row, across.isLane ? lane : row];
        if (down.single && across.single) add(down.single[downAt] * width + across.single[acrossAt]);
        else for (const r of down.of[downAt]) for (const c of across.of[acrossAt]) add(r * width + c);
      }
    }
    const codeOf = [...ranks.keys()];
    const shownColumns = [];
    for (let c = 0; c < width; c++)
      for (let r = 0; r < down.names.length; r++)
        if (count[r * width + c] > 0) {
          shownColumns.push(c);
          break;
        }
    const list = [];
    for (let r = 0; r < down.names.length; r++) {
      let [codes, some, whole, well] = ["", false, true, 0];
      for (const c of shownColumns) {
        const at = r * width + c;
        if (count[at] === 0) {
          whole = false;
          continue;
        }
        some = true;
        codes += codeOf[worst[at]];
        if (passed[at] === total[at] && total[at] > 0) well++;
      }
      if (some && (kept[state] ?? kept[""])({ codes, whole })) list.push({ r, name: down.names[r], well });
    }
    if (sort === "fewest") list.sort((a, b) => a.well - b.well || (a.name < b.name ? -1 : 1));
    const square = (r, c) => {
      const at = r * width + c;
      return count[at] === 0
        ? undefined
        : {
            code: codeOf[worst[at]],
            passed: passed[at],
            total: total[at],
            count: count[at],
            row: Math.floor(first[at] / laneOk.length),
            lane: first[at] % laneOk.length,
          };
    };
    return { list, columns: shownColumns.map((c) => ({ c, name: across.names[c] })), square, cells, unknown };
  };

  window.gatehouse.pivot = pivot;
  window.gatehouse.dimensionNames = [...ofRow, ...ofLane];
})();
