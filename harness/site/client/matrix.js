// The matrix page: its state stands in the address, and only the rows in sight are drawn.
(() => {
  const { h, render } = window.preact;
  const { columns, pivot, dimensionNames, readState, toHash, columnHead, cellHref, states } = window.gatehouse;
  const root = document.getElementById("matrix");
  const defaults = { rows: "language", cols: "lane", q: "", state: "", sort: "name" };
  const rowHeight = 36;
  const mostColumns = 60;
  let state = { ...defaults, ...readState() };
  let [top, height, printing] = [0, 800, false];
  let result;

  const valid = () => {
    for (const side of ["rows", "cols"]) if (!dimensionNames.includes(state[side])) state[side] = defaults[side];
    if (state.rows === state.cols) state.cols = state.rows === "lane" ? "language" : "lane";
  };
  const compute = () => {
    valid();
    result = pivot(state);
  };
  const change = (part) => {
    state = { ...state, ...part };
    const hash = toHash(Object.fromEntries(Object.entries(state).filter(([name, value]) => value !== defaults[name])));
    history.replaceState(null, "", hash === "#" ? "#" : hash);
    const frame = root.querySelector(".grid");
    if (frame) frame.scrollTop = 0;
    top = 0;
    compute();
    draw();
  };

  // A square of several cells leads to them; of one cell, to its page.
  const next = (row, column) => {
    const words = state.q.split(/\s+/).filter((word) => word && !word.startsWith(`${state.rows}=`) && !word.startsWith(`${state.cols}=`));
    const q = [...words, `${state.rows}=${row}`, `${state.cols}=${column}`].join(" ");
    const taken = new Set([state.rows, state.cols]);
    const rows = taken.has("case") ? "route" : "case";
    const cols = taken.has("lane") ? (rows === "route" ? "release" : "route") : "lane";
    return toHash({ q, rows, cols });
  };
  const squareOf = (row, column) => {
    const own = result.square(row.r, column.c);
    if (!own) return h("span", { class: "dim" }, "· not run");
    const word = states.get(own.code).word;
    const text = own.count === 1 ? word : own.total === 0 ? "n/a" : `${own.passed}/${own.total}`;
    const href = own.count === 1 ? cellHref(columns().textOf(own.row, own.lane)) : next(row.name, column.name);
    return h(
      "a",
      { class: "square", href, "aria-label": `${row.name}, ${column.name}: ${own.count === 1 ? word : `${text} pass, the worst: ${word}`}` },
      h("span", { class: `mark ${states.get(own.code).tone}`, "aria-hidden": "true" }, states.get(own.code).mark),
      " ",
      text,
    );
  };

  const select = (name, label, options) =>
    h(
      "label",
      null,
      label,
      " ",
      h(
        "select",
        { name, value: state[name], onChange: ({ target }) => change({ [name]: target.value }) },
        options.map(([value, text]) => h("option", { value, selected: value === state[name] }, text)),
      ),
    );
  const dimensionOptions = dimensionNames.map((name) => [name, name]);
  const controls = () =>
    h(
      "form",
      { class: "controls", onSubmit: (event) => event.preventDefault() },
      h(
        "label",
        { class: "wide" },
        "Filter ",
        h("input", {
          type: "search",
          name: "q",
          value: state.q,
          placeholder: "language=rust files  blame=runtime",
          autocomplete: "off",
          spellcheck: false,
          onInput: ({ target }) => change({ q: target.value }),
        }),
      ),
      select("rows", "Rows", dimensionOptions),
      select("cols", "Columns", dimensionOptions),
      select("state", "Show", [
        ["", "all rows"],
        ["not-passed", "rows with anything that did not pass"],
        ["unexplained", "rows with unexplained failures"],
        ["known", "rows with known failures"],
        ["holes", "rows with squares that were not run"],
        ["passed", "rows that pass everywhere"],
      ]),
      select("sort", "Order", [
        ["name", "by name"],
        ["fewest", "fewest passing columns first"],
      ]),
      h("button", { type: "button", onClick: () => change({ ...defaults }) }, "Reset"),
    );

  const header = (shown) =>
    h(
      "thead",
      null,
      h(
        "tr",
        { "aria-rowindex": 1 },
        h("th", { scope: "col", class: "corner" }, state.rows),
        h("th", { scope: "col", class: "well" }, "columns that pass"),
        shown.map(({ name }) => h("th", { scope: "col" }, columnHead(name))),
      ),
    );
  const line = (row, at, shown) =>
    h(
      "tr",
      { key: row.r, "aria-rowindex": at + 2, style: { height: `${rowHeight}px` } },
      h("th", { scope: "row", title: row.name }, row.name),
      h("td", { class: "well" }, `${row.well} of ${result.columns.length}`),
      shown.map((column) => h("td", { key: column.c }, squareOf(row, column))),
    );
  const spacer = (rows) => (rows > 0 ? h("tr", { "aria-hidden": "true", class: "spacer" }, h("td", { style: { height: `${rows * rowHeight}px` } })) : null);

  const draw = () => {
    const { list, columns: all, cells, unknown } = result;
    const shown = all.slice(0, mostColumns);
    const from = printing ? 0 : Math.max(0, Math.floor(top / rowHeight) - 8);
    const to = printing ? Math.min(list.length, 2000) : Math.min(list.length, from + Math.ceil(height / rowHeight) + 16);
    const notes = [
      `${cells} cells, ${list.length} rows, ${all.length} columns.`,
      ...(all.length > mostColumns ? [`The first ${mostColumns} columns are shown: narrow the filter.`] : []),
      ...(unknown.length > 0 ? [`No such word: ${unknown.join(", ")}.`] : []),
    ];
    render(
      h(
        "div",
        null,
        controls(),
        h("p", { class: "counts", role: "status" }, notes.join(" ")),
        list.length === 0
          ? h("p", null, "No row is left. Take a word out of the filter, or show all rows.")
          : h(
              "div",
              {
                class: "grid",
                tabindex: 0,
                role: "region",
                "aria-label": "Matrix",
                onScroll: ({ target }) => {
                  top = target.scrollTop;
                  height = target.clientHeight;
                  requestAnimationFrame(draw);
                },
              },
              h(
                "table",
                { "aria-rowcount": list.length + 1 },
                h("caption", { class: "unseen" }, `${state.rows} by ${state.cols}`),
                header(shown),
                h(
                  "tbody",
                  null,
                  spacer(from),
                  list.slice(from, to).map((row, at) => line(row, from + at, shown)),
                  spacer(list.length - to),
                ),
              ),
            ),
      ),
      root,
    );
  };

  // Arrow keys go from square to square.
  root.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const cell = event.target.closest?.("td");
    if (!step || !cell) return;
    const line = cell.parentElement;
    const other = step[0] === 1 ? line.nextElementSibling : step[0] === -1 ? line.previousElementSibling : line;
    const to = other?.children[cell.cellIndex + step[1]]?.querySelector("a");
    if (to) {
      event.preventDefault();
      to.focus();
    }
  });
  window.addEventListener("hashchange", () => {
    state = { ...defaults, ...readState() };
    top = 0;
    compute();
    draw();
    root.querySelector(".grid")?.scrollTo(0, 0);
  });
  for (const [name, is] of [
    ["beforeprint", true],
    ["afterprint", false],
  ])
    window.addEventListener(name, () => {
      printing = is;
      draw();
    });
  compute();
  draw();
  window.gatehouse.redraw = () => {
    compute();
    draw();
  };
})();
