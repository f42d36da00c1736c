// Every page: copy buttons, the search, and the bar of a run under way.
(() => {
  const { data, base, load, columns, matrixHref } = window.gatehouse;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page of file:// may have no clipboard: the text is selected, and a key copies it.
      const area = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });

  const input = document.getElementById("search");
  const found = document.getElementById("found");
  let searching;
  const script = (src) =>
    new Promise((resolve, reject) => {
      const tag = Object.assign(document.createElement("script"), { src: base + src, onload: resolve, onerror: reject });
      document.head.append(tag);
    });
  const documents = () => {
    const { index, lanes, routes } = columns();
    const topics = data.topics.map(({ text, href }) => ({ kind: "documentation", text, href: base + href }));
    const unique = (values) => [...new Set(values)];
    const workloads = unique(index.cases.map((name) => name.split("/")[0]));
    return [
      ...unique(routes.map(({ language }) => language)).map((id) => ({ kind: "language", text: id, href: `${base}language/${id}.html` })),
      ...unique(lanes.map(({ release }) => release)).map((id) => ({
        kind: "release",
        text: id,
        href: `${base}release/${id.replace(/[^A-Za-z0-9._-]+/g, "-")}.html`,
      })),
      ...workloads.map((id) => ({ kind: "workload", text: id, href: matrixHref({ q: `workload=${id}`, rows: "case", cols: "lane" }) })),
      ...index.cases.map((name) => ({ kind: "case", text: name, href: matrixHref({ q: `case=${name}`, rows: "route", cols: "lane" }) })),
      ...topics,
      ...index.lanes.map((lane) => ({ kind: "lane", text: lane, href: matrixHref({ q: `lane=${lane}`, rows: "language", cols: "workload" }) })),
      ...index.capabilities.map((id) => ({ kind: "capability", text: id, href: matrixHref({ q: `capability=${id}`, rows: "language", cols: "lane" }) })),
      ...index.groups.map(({ cause, blame, detail, known }, group) => ({
        kind: "failure",
        text: `${known ? "known " : ""}${cause}: ${known || detail} (blame: ${blame})`,
        href: matrixHref({ q: `group=${group}`, rows: "case", cols: "lane" }),
      })),
    ];
  };
  const prepare = () => {
    searching ??= Promise.all([load("index"), load("topics"), script("assets/minisearch.js")]).then(() => {
      const all = documents().map((each, id) => ({ ...each, id }));
      const search = new window.MiniSearch({
        fields: ["text", "kind"],
        searchOptions: { prefix: true, fuzzy: 0.15, combineWith: "AND" },
        tokenize: (text) => text.split(/[\s/@:,.+()_-]+/),
      });
      search.addAll(all);
      return (words) =>
        search
          .search(words)
          .slice(0, 12)
          .map(({ id }) => all[id]);
    });
    return searching;
  };
  const show = async () => {
    const words = input.value.trim();
    const search = await prepare();
    if (words !== input.value.trim()) return;
    found.replaceChildren();
    found.hidden = words === "";
    if (words === "") return;
    const hits = search(words);
    const list = document.createElement("ul");
    for (const { kind, text, href } of hits) {
      const link = Object.assign(document.createElement("a"), { href });
      link.append(Object.assign(document.createElement("span"), { className: "dim", textContent: `${kind} ` }), text.slice(0, 160));
      list.append(Object.assign(document.createElement("li"), {}));
      list.lastChild.append(link);
    }
    found.append(hits.length > 0 ? list : Object.assign(document.createElement("p"), { textContent: "Nothing is found." }));
  };
  input.addEventListener("focus", prepare, { once: true });
  input.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") found.hidden = true;
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "")) {
      event.preventDefault();
      input.focus();
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !found.hidden && document.activeElement?.closest(".search")) {
      const links = [input, ...found.querySelectorAll("a")];
      const next = links[links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      event.preventDefault();
      next?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search") || event.target.closest("#found a")) found.hidden = true;
  });

  const live = document.getElementById("live");
  const tell = ({ run, done, planned, is }) => {
    live.textContent =
      is === "running"
        ? `Run ${run} is under way: ${done} of ${planned} cells.`
        : is === "stopped"
          ? `Run ${run} ended early: ${done} of ${planned} cells.`
          : "";
    live.className = is ?? "";
  };
  if (data.site.unfinished) tell(data.site.unfinished);
  if (data.site.live) {
    const events = new EventSource("/live");
    events.addEventListener("progress", ({ data: text }) => tell(JSON.parse(text)));
    events.addEventListener("written", () => location.reload());
  }
})();
