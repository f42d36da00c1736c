// What all pages share: data that is loaded as it is needed, cells in columns, and small pieces of a page. Texts become text nodes only.
(() => {
  const data = window.gatehouseData;
  const base = document.body.dataset.base;
  const { h } = window.preact;
  const states = new Map(data.site.states.map((state) => [state.code, state]));
  const ranks = new Map(data.site.states.map((state, rank) => [state.code, rank]));

  const loading = new Map();
  /** Loads a piece of the site's data by its name; a script tag works from file:// too. */
  const load = (name) => {
    if (data[name] !== undefined) return Promise.resolve(data[name]);
    if (!loading.has(name))
      loading.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `${base}data/${name}.js`;
          script.onload = () => resolve(data[name]);
          script.onerror = () => reject(new Error(`${name} cannot be read`));
          document.head.append(script);
        }),
      );
    return loading.get(name);
  };

  /** The page's state: what stands after the # of its address. */
  const readState = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const toHash = (state) =>
    `#${Object.entries(state)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&")}`;

  const parseLane = (text) => {
    const match = /^([a-z0-9-]+)@(.+?)(?:\+([a-z0-9-]+))?\/([a-z0-9]+):([^/]+)$/.exec(text);
    if (!match) return { lane: text, runtime: text, release: text, keep: "", track: text };
    const [, runtime, version, variant, keep, rest] = match;
    return {
      lane: text,
      runtime,
      release: `${runtime}@${version}`,
      keep,
      track: `${runtime}${variant ? `+${variant}` : ""}/${keep}:${rest}`,
      place: `${keep}:${rest}`,
    };
  };
  const parseRoute = (text) => {
    const dot = text.lastIndexOf(".");
    return { route: text, language: text.slice(0, text.indexOf("/")), toolchain: text.slice(0, dot), target: text.slice(dot + 1) };
  };
  const parseCase = (text) => ({ case: text, workload: text.slice(0, text.indexOf("/")) });

  let cells;
  /** All cells in columns, once `data/index.js` is there. */
  const columns = () => {
    if (cells) return cells;
    const index = data.index;
    const lanes = index.lanes.map(parseLane);
    const routes = index.routes.map(parseRoute);
    const cases = index.cases.map(parseCase);
    const groupOf = index.lanes.map((_, lane) => {
      const own = new Int32Array(index.rowCase.length).fill(-1);
      let seen = 0;
      const codes = index.states[lane];
      for (let row = 0; row < codes.length; row++) if (states.get(codes[row])?.grouped) own[row] = index.grouped[lane][seen++];
      return own;
    });
    const rowOf = new Map(index.rowCase.map((at, row) => [at * index.routes.length + index.rowRoute[row], row]));
    const find = (text) => {
      const [name, route, ...lane] = text.split(",");
      const row = rowOf.get(index.cases.indexOf(name) * index.routes.length + index.routes.indexOf(route));
      const at = index.lanes.indexOf(lane.join(","));
      return row === undefined || at < 0 ? undefined : { row, lane: at };
    };
    const textOf = (row, lane) => `${index.cases[index.rowCase[row]]},${index.routes[index.rowRoute[row]]},${index.lanes[lane]}`;
    cells = { index, lanes, routes, cases, groupOf, find, textOf, rows: index.rowCase.length, rowOf };
    return cells;
  };

  const mark = (code) => {
    const state = states.get(code);
    return h(
      "span",
      { class: `mark ${state.tone}`, title: state.about },
      h("span", { "aria-hidden": "true" }, state.mark),
      h("span", { class: "unseen" }, state.word),
    );
  };
  const command = (text) =>
    h(
      "div",
      { class: "command" },
      h("pre", { tabindex: 0, "aria-label": "command" }, h("code", null, text)),
      h("button", { type: "button", class: "copy", "data-copy": text }, "Copy"),
    );
  const columnHead = (name) => {
    const [release, place] = name.includes("@") ? name.split(/\/(?=[^/]*$)/) : [name];
    return h("span", { class: "column", title: name }, h("span", null, release), place === undefined ? null : h("span", { class: "place" }, place));
  };
  const cellHref = (text) => `${base}cell.html${toHash({ cell: text })}`;
  const matrixHref = (state) => `${base}matrix.html${toHash(state)}`;

  window.gatehouse = { data, base, states, ranks, load, readState, toHash, columns, mark, command, columnHead, cellHref, matrixHref };
})();
