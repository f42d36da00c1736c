// The page of one cell: why it is as it is, whose fault that is, what to type, and what was not tested.
(() => {
  const { h, render } = window.preact;
  const { data, base, load, columns, readState, mark, command, columnHead, cellHref, matrixHref, states } = window.gatehouse;
  const root = document.getElementById("cell");
  const { gatehouse } = data.site;

  const section = (id, title, ...children) => h("section", { "aria-labelledby": id }, h("h2", { id }, title), ...children);
  const list = (label, items) =>
    h(
      "ul",
      { "aria-label": label },
      items.map((item) => h("li", null, item)),
    );
  const block = (label, text) => h("pre", { class: "said", tabindex: 0, role: "region", "aria-label": label }, text);
  const facts = (rows) =>
    h(
      "dl",
      { class: "facts" },
      rows.filter(Boolean).map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))),
    );
  const unpacked = (chunk, key) => {
    const own = { ...chunk.cells[key] };
    for (const name of ["blame", "known", "artifact", "why"]) if (own[name] !== undefined) own[name] = chunk.parts[own[name]];
    return own;
  };

  const diff = (lines) =>
    h(
      "pre",
      { class: "diff", tabindex: 0, role: "region", "aria-label": "Difference from what was expected" },
      lines.map((line) => h("span", { class: line[0] === "+" ? "added" : line[0] === "-" ? "gone" : "" }, `${line}\n`)),
    );
  const stream = ({ name, size, digest, at, wanted, found, said, diff: lines }) => {
    const title = name === "stdout" ? "standard output" : "standard error";
    return h(
      "div",
      { class: "stream" },
      h("h3", null, title),
      h("p", null, `${size}${at ? `, not as expected from ${at}` : ""} `, h("span", { class: "digest" }, digest)),
      wanted === undefined && found === undefined
        ? null
        : facts([wanted !== undefined && ["expected line", h("code", null, wanted)], found !== undefined && ["found line", h("code", null, found)]]),
      lines ? [h("p", { class: "dim" }, "- expected, + found"), diff(lines)] : said ? block(`What it wrote to ${title}`, said) : null,
    );
  };

  const whyOf = (code, detail, group) => {
    const { word, about } = states.get(code);
    const cause = group && group.cause !== word && !["unsupported", "lost", "untrusted"].includes(group.cause) ? ` by ${group.cause}` : "";
    return h(
      "p",
      { class: `verdict ${states.get(code).tone}` },
      mark(code),
      " ",
      h("strong", null, `${word === "known" ? "known failure" : word}${cause}`),
      " ",
      about,
      detail.flaked ? ` It failed ${detail.flaked} times before.` : "",
    );
  };
  const blameOf = ({ blame, known }, text) =>
    section(
      "blame",
      "Whose fault it is",
      blame
        ? [
            h("p", null, "Blame: ", h("strong", null, blame.on), blame.on === "undetermined" ? ". Too little ran beside it to tell." : "."),
            blame.because.length > 0 ? list("Evidence", blame.because) : h("p", null, "No other cell strikes anybody out."),
            blame.run
              ? [
                  h("p", null, "These cells would tell:"),
                  list(
                    "Cells that would tell",
                    blame.run.map((own) => h("code", null, own)),
                  ),
                  command(`${gatehouse} blame ${text}`),
                ]
              : null,
          ]
        : h("p", null, "Nothing failed here, so nobody is blamed."),
      known
        ? h(
            "p",
            null,
            h("strong", null, "Known: "),
            known.reason,
            ` (${known.end})`,
            known.link ? [" ", h("a", { href: known.link.href, rel: "noreferrer" }, known.link.text)] : null,
          )
        : null,
    );

  const typed = (text, code, detail) =>
    section(
      "type",
      "What to type",
      h("p", null, "Run this cell again, with what tells its lane's trust:"),
      command(`${gatehouse} run ${text}`),
      h("p", null, "Then read all that is known of it:"),
      command(`${gatehouse} show ${text}`),
      detail.portable ? [h("p", null, "Then take it away, as a folder that shows it without Gatehouse:"), command(`${gatehouse} repro ${text}`)] : null,
      code === "p" || code === "n" ? null : [h("p", null, "See each call of the program to its host:"), command(`${gatehouse} trace ${text}`)],
    );

  const contractOf = (contract) =>
    section(
      "contract",
      "The contract",
      contract
        ? [
            h("p", null, contract.title),
            h("details", null, h("summary", null, "What the program must do"), block("What the program must do", contract.about)),
            facts([["needs", contract.needs.join(", ") || "nothing"], ["limits", contract.limits], contract.source && ["promised by", contract.source]]),
            contract.programs.map(({ role, rows }) => [
              contract.programs.length > 1 ? h("h3", null, role) : null,
              facts(rows.map(([name, value]) => [name, h("pre", { class: "inline" }, value)])),
            ]),
            contract.steps.length > 0
              ? [
                  h("h3", null, "Steps of the harness"),
                  h(
                    "ol",
                    null,
                    contract.steps.map((own) => h("li", null, h("code", null, own))),
                  ),
                ]
              : null,
          ]
        : h("p", null, "The catalog of today has no such case."),
    );

  const happened = (detail) =>
    section(
      "happened",
      "What happened",
      detail.ended === undefined
        ? h("p", null, "Nothing was observed: no program ran.")
        : facts([["ended", detail.ended], ["took", detail.took], detail.command && ["command", h("pre", { class: "inline" }, detail.command)]]),
      detail.files ? [h("h3", null, "Files that are not as the contract says"), list("Files", detail.files)] : null,
      detail.steps ? [h("h3", null, "Steps"), list("Steps", detail.steps)] : null,
      detail.streams?.map(stream),
    );

  const trace = ({ trace }) => (trace ? section("trace", "Calls to WASI", block("Calls to WASI, in order", trace.join("\n"))) : null);

  // The same case by all routes and in all lanes: what passes beside it, and what nobody ran.
  const elsewhere = (row, lane) => {
    const { index, rowOf, textOf } = columns();
    const at = index.rowCase[row];
    const rows = index.routes.flatMap((route, own) => {
      const found = rowOf.get(at * index.routes.length + own);
      return found === undefined ? [] : [{ route, row: found }];
    });
    const shown = index.lanes.flatMap((name, own) => (rows.some((each) => index.states[own][each.row] !== ".") ? [{ name, lane: own }] : []));
    const missing = index.lanes.filter((_, own) => index.states[own][row] === ".");
    const cell = (each, own) => {
      const code = index.states[own.lane][each.row];
      const { word } = states.get(code);
      if (code === ".") return h("span", { class: "dim" }, "· not run");
      const here = each.row === row && own.lane === lane;
      return h(
        "a",
        { class: "square", href: cellHref(textOf(each.row, own.lane)), ...(here ? { "aria-current": "true" } : {}) },
        h("span", { class: `mark ${states.get(code).tone}`, "aria-hidden": "true" }, states.get(code).mark),
        " ",
        word,
      );
    };
    return [
      section(
        "elsewhere",
        "The same case elsewhere",
        h(
          "div",
          { class: "frame", tabindex: 0, role: "region", "aria-label": "Routes by lane" },
          h(
            "table",
            null,
            h("caption", { class: "unseen" }, "The same case by route and lane"),
            h(
              "thead",
              null,
              h(
                "tr",
                null,
                h("th", { scope: "col" }, "route"),
                shown.map(({ name }) => h("th", { scope: "col" }, columnHead(name))),
              ),
            ),
            h(
              "tbody",
              null,
              rows.map((each) =>
                h(
                  "tr",
                  { key: each.row },
                  h("th", { scope: "row" }, each.route),
                  shown.map((own) => h("td", null, cell(each, own))),
                ),
              ),
            ),
          ),
        ),
      ),
      missing,
    ];
  };

  const untested = (missing, contract, code) => {
    const free = (contract?.programs ?? []).flatMap(({ role, rows }) =>
      rows.filter(([, value]) => value.startsWith("anything")).map(([name]) => (contract.programs.length > 1 ? `${name} of ${role}` : name)),
    );
    const items = [
      ...(missing.length > 0 ? [`By this route the case was not run in ${missing.join(", ")}.`] : []),
      ...(free.length > 0 ? [`The contract does not compare ${free.join(" and ")}.`] : []),
      ...(code === "n" ? ["Nothing ran here: the lane's host cannot set the case up."] : []),
      ...(code === "r" || code === "t" ? ["Its run has not come to it."] : []),
    ];
    return section(
      "untested",
      "What was not tested",
      items.length > 0 ? list("What was not tested", items) : h("p", null, "The case ran by this route in every lane here, and all its streams are compared."),
    );
  };

  const history = (row, lane, detail) => {
    const { index, lanes, textOf } = columns();
    const others = lanes.flatMap((own, at) =>
      own.track === lanes[lane].track && index.states[at][row] !== "." ? [[own.release, index.states[at][row], textOf(row, at)]] : [],
    );
    const earlier = (detail.earlier ?? []).map(([source, code]) => {
      const { kind, day, run } = data.site.sources[source];
      return [kind === "run" ? `run ${run}` : `published ${day}`, code];
    });
    return section(
      "history",
      "History",
      h(
        "ul",
        { class: "history", "aria-label": "Releases of the same track" },
        others.map(([release, code, text]) => h("li", null, mark(code), " ", h("a", { href: cellHref(text) }, release), ` ${states.get(code).word}`)),
      ),
      earlier.length > 0
        ? list(
            "Earlier",
            earlier.map(([when, code]) => [mark(code), ` ${when}: ${states.get(code).word}`]),
          )
        : null,
    );
  };

  const provenance = (detail, text) => {
    const source = data.site.sources[detail.source];
    const route = text.split(",")[1];
    const toolchain = route.slice(0, route.lastIndexOf("."));
    const pin = source?.toolchains[toolchain];
    return section(
      "provenance",
      "Where this is from",
      source
        ? facts([
            [source.kind, `${source.run}, ${source.day}`],
            ["harness", source.harness],
            ["machine", source.machine],
            ["toolchain", pin ? [`${toolchain} ${pin.version} `, h("span", { class: "digest" }, pin.digest)] : toolchain],
            detail.artifact && ["artifact", [detail.artifact.size ? `${detail.artifact.size} ` : "", h("span", { class: "digest" }, detail.artifact.digest)]],
            ["engine", h("span", { class: "digest" }, source.engine)],
          ])
        : h("p", null, "No worker answered this cell."),
      detail.artifact?.imports
        ? h(
            "details",
            null,
            h("summary", null, `${detail.artifact.imports.length} imports of the artifact`),
            list(
              "Imports",
              detail.artifact.imports.map((own) => h("code", null, own)),
            ),
          )
        : null,
      h(
        "p",
        null,
        h("button", { type: "button", class: "copy", "data-copy": JSON.stringify({ cell: text, ...detail }, undefined, 2) }, "Copy"),
        " this cell as JSON",
      ),
    );
  };

  const draw = async () => {
    const text = readState().cell ?? "";
    const { index, find, groupOf } = columns();
    const at = find(text);
    if (!at) {
      render(
        [
          h("h1", null, "No such cell"),
          h("p", null, text === "" ? "The address names no cell." : ["Nobody ran ", h("code", null, text), " here."]),
          h("p", null, h("a", { href: `${base}matrix.html` }, "The matrix has all cells.")),
        ],
        root,
      );
      return;
    }
    const { row, lane } = at;
    const name = index.cases[index.rowCase[row]];
    const route = index.routes[index.rowRoute[row]];
    const workload = name.split("/")[0];
    const [chunk, contracts] = await Promise.all([load(`cells/${Math.floor(row / index.rowsPerChunk)}`), load(`cases/${workload}`).catch(() => ({}))]);
    if ((readState().cell ?? "") !== text) return;
    const code = index.states[lane][row];
    const group = index.groups[groupOf[lane][row]];
    const detail = unpacked(chunk, `${row}:${lane}`);
    const contract = contracts[name];
    const [beside, missing] = elsewhere(row, lane);
    document.title = `${states.get(code).word}: ${name} · Gatehouse`;
    const language = route.split("/")[0];
    const release = columns().lanes[lane].release;
    render(
      h(
        "article",
        null,
        h(
          "p",
          { class: "crumbs" },
          h("a", { href: matrixHref({ q: `workload=${workload}`, rows: "case", cols: "lane" }) }, workload),
          " · ",
          h("a", { href: `${base}language/${language}.html` }, language),
          " · ",
          h("a", { href: `${base}release/${release.replace(/[^A-Za-z0-9._-]+/g, "-")}.html` }, release),
        ),
        h("h1", null, name),
        h("p", null, `${route} in ${index.lanes[lane]}`),
        whyOf(code, detail, group),
        detail.why ? block("Why", detail.why) : null,
        blameOf(detail, text),
        typed(text, code, detail),
        happened(detail),
        trace(detail),
        contractOf(contract),
        beside,
        untested(missing, contract, code),
        history(row, lane, detail),
        provenance(detail, text),
      ),
      root,
    );
  };
  window.addEventListener("hashchange", () => {
    draw();
    document.getElementById("main").focus();
    window.scrollTo(0, 0);
  });
  draw();
})();
