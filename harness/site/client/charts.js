// Charts of medians with their intervals. Each has the figures in a table as well.
(() => {
  const { performance: sets } = window.gatehouseData;
  const colours = ["#3b82c4", "#c2570c", "#2f9e5a", "#a855c8", "#b8860b", "#d0406f", "#5b7f95"];
  const dashes = [[], [6, 3], [2, 3], [10, 4, 2, 4], [4, 4], [12, 3], [1, 4]];
  const ink = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "#a3adb6" : "#57606a");
  const grid = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "#2a2f35" : "#e4e7ea");

  // The interval of each median, as a bar with two ends.
  const intervals = (series) => (plot) => {
    const { ctx } = plot;
    const { left: x0, top: y0, width, height } = plot.bbox;
    ctx.save();
    ctx.beginPath();
    ctx.rect(x0, y0, width, height);
    ctx.clip();
    series.forEach(({ figures }, at) => {
      if (!plot.series[at + 1].show) return;
      ctx.strokeStyle = colours[at % colours.length];
      ctx.lineWidth = devicePixelRatio * 1.5;
      figures.forEach((figure, x) => {
        if (!figure) return;
        const left = plot.valToPos(x, "x", true) + (at - series.length / 2) * 3 * devicePixelRatio;
        const [low, high] = [plot.valToPos(figure.low, "y", true), plot.valToPos(figure.high, "y", true)];
        const end = 3 * devicePixelRatio;
        ctx.beginPath();
        for (const [fromX, fromY, toX, toY] of [
          [left, low, left, high],
          [left - end, low, left + end, low],
          [left - end, high, left + end, high],
        ]) {
          ctx.moveTo(fromX, fromY);
          ctx.lineTo(toX, toY);
        }
        ctx.stroke();
      });
    });
    ctx.restore();
  };

  const draw = (frame) => {
    const { lanes, series } = sets[frame.dataset.set].series[frame.dataset.series];
    const short = (lane) => lane.split("/")[0];
    // One long interval would press all medians flat: what leaves the chart is cut, and stands in the table.
    const medians = series.flatMap(({ figures }) => figures.flatMap((own) => (own ? [own.median] : [])));
    const axis = { stroke: ink(), grid: { stroke: grid(), width: 1 }, ticks: { stroke: grid(), width: 1 }, font: "12px system-ui, sans-serif" };
    const options = {
      width: Math.max(280, frame.clientWidth),
      height: 260,
      cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false, range: [-0.5, lanes.length - 0.5] }, y: { range: [Math.min(0, ...medians), Math.max(...medians) * 1.4] } },
      axes: [
        {
          ...axis,
          splits: () => lanes.map((_, at) => at),
          values: (_, splits) => splits.map((at) => (frame.clientWidth / lanes.length < 90 ? short(lanes[at]).split("@")[1] : short(lanes[at]))),
        },
        { ...axis, values: (_, splits) => splits.map((value) => `${value} ms`), size: 64 },
      ],
      series: [
        { label: "lane", value: (_, x) => (x === null ? "" : short(lanes[Math.round(x)] ?? "")) },
        ...series.map(({ route }, at) => ({
          label: route,
          stroke: colours[at % colours.length],
          dash: dashes[at % dashes.length],
          width: 2,
          points: { show: true, size: 7 },
          value: (_, value) => (value === null || value === undefined ? "" : `${value.toPrecision(3)} ms`),
        })),
      ],
      hooks: { draw: [intervals(series)] },
    };
    frame.replaceChildren();
    new window.uPlot(options, [lanes.map((_, at) => at), ...series.map(({ figures }) => figures.map((own) => (own ? own.median : null)))], frame);
  };

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        draw(target);
      }
    },
    { rootMargin: "300px" },
  );
  const frames = document.querySelectorAll(".chart");
  for (const frame of frames) seen.observe(frame);
  const again = () => {
    for (const frame of frames) if (frame.firstChild) draw(frame);
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  let timer;
  addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(again, 150);
  });
})();
