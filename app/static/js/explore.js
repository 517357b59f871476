// The pictures of « Explorar ». Every text and figure comes with the data; the tables of the page hold the same.
/* global echarts */

const place = document.querySelector("#pictures");
const charts = new Map();
const SHAPES = { coherent: "circle", physical_ahead: "triangle", money_ahead: "diamond" };
const DECALS = {
  red: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  yellow: { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.6 },
  blue: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  grey: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 6] },
};

/** Text on a light plate: it reads on every fill and pattern, in both themes. */
const PLATE = {
  color: "#14252c",
  backgroundColor: "rgba(255, 255, 255, 0.82)",
  borderRadius: 3,
  padding: [2, 4],
  fontSize: 12,
};

/** A token of the style sheet, in the theme that is on. */
function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function fill(color) {
  return token(`${color}-fill`) || token("grey-fill");
}

/** A colour with its pattern: they are told apart without colour too. */
function painted(color) {
  const decal = color === "green" ? null : { color: "rgba(0, 0, 0, 0.28)", ...(DECALS[color] ?? DECALS.grey) };
  return { color: fill(color), decal };
}

/** What all pictures share. Tips are drawn, not written as HTML: the content policy allows no style attributes. */
function common(words, name) {
  return {
    animation: false,
    aria: { enabled: true, label: { description: words[name] } },
    backgroundColor: "transparent",
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: token("ink") },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: token("surface"),
      borderColor: token("line-strong"),
      textStyle: { color: token("ink"), fontSize: 13 },
      formatter: (point) => point.data?.text ?? point.name,
    },
  };
}

function axis(more) {
  return {
    axisLine: { lineStyle: { color: token("line-strong") } },
    axisLabel: { color: token("ink-soft"), hideOverlap: true },
    splitLine: { lineStyle: { color: token("line") } },
    nameTextStyle: { color: token("ink-soft") },
    ...more,
  };
}

function shortened(text, longest) {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** « .5 » of « F-38.5 » inside « F-38 », whose code stands above it: a small tile has no room for both. */
function under(code, above) {
  return above && code.startsWith(`${above}.`) ? code.slice(above.length) : code;
}

function heat({ heat: { periods, rows }, words }, narrow) {
  const cells = rows.flatMap((row, y) =>
    row.cells.map((cell, x) => ({
      value: [x, y, cell.value ?? "-"],
      text: cell.text,
      itemStyle: cell.color === "none" ? { color: token("surface-soft") } : painted(cell.color),
      label: { formatter: `${cell.mark} ${cell.short}` },
    })),
  );
  return {
    ...common(words, "heat"),
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: axis({ type: "category", data: periods.map((name) => name.slice(0, 3)), splitArea: { show: false } }),
    yAxis: axis({
      type: "category",
      inverse: true,
      data: rows.map((row) => (narrow ? row.code : shortened(row.name, 38))),
    }),
    visualMap: { show: false, dimension: 2, min: 0, max: 100, inRange: { opacity: 1 }, outOfRange: { opacity: 1 } },
    series: [
      {
        type: "heatmap",
        data: cells,
        itemStyle: { borderColor: token("surface"), borderWidth: 2 },
        label: { show: !narrow, ...PLATE },
        emphasis: { itemStyle: { borderColor: token("ink"), borderWidth: 2 } },
      },
    ],
  };
}

function curve({ curves, words }) {
  const periods = [...new Set(curves.flatMap((each) => each.periods))];
  const colors = [token("link"), token("red"), token("green"), token("yellow"), token("grey")];
  const line = (each, key, number) => ({
    type: "line",
    name: `${each.name} · ${words[key]}`,
    data: periods.map((period) => {
      const at = each.periods.indexOf(period);
      return { value: at < 0 ? null : each[key][at], text: at < 0 ? "" : `${each.name}\n${each.texts[at]}` };
    }),
    symbol: key === "done" ? "circle" : "emptyTriangle",
    symbolSize: 9,
    lineStyle: { type: key === "done" ? "solid" : "dashed", width: 2, color: colors[number % colors.length] },
    itemStyle: { color: colors[number % colors.length] },
  });
  return {
    ...common(words, "curve"),
    legend: { type: "scroll", top: 0, textStyle: { color: token("ink") }, pageTextStyle: { color: token("ink") } },
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    xAxis: axis({ type: "category", data: periods }),
    yAxis: axis({ type: "value", min: 0, axisLabel: { color: token("ink-soft"), formatter: "{value} %" } }),
    series: curves.flatMap((each, number) =>
      ["expected", "done"].filter((key) => each[key].some((value) => value !== null)).map((key) => line(each, key, number)),
    ),
  };
}

function money({ money: points, words }) {
  const kinds = Object.keys(SHAPES);
  const highest = Math.max(...points.flatMap((point) => [point.physical, point.executed]), 10);
  const end = Math.ceil(highest / 10) * 10;
  const tints = { coherent: "green", physical_ahead: "yellow", money_ahead: "red" };
  return {
    ...common(words, "money"),
    legend: {
      type: "scroll",
      top: 0,
      textStyle: { color: token("ink") },
      pageTextStyle: { color: token("ink") },
      data: kinds.map((kind) => words[kind]),
    },
    grid: { left: 32, right: 24, top: 44, bottom: 32, containLabel: true },
    xAxis: axis({ type: "value", min: 0, max: end, name: words.advance, nameLocation: "middle", nameGap: 28 }),
    yAxis: axis({ type: "value", min: 0, max: end, name: words.executed, nameLocation: "middle", nameGap: 36 }),
    series: kinds.map((kind, number) => ({
      type: "scatter",
      name: words[kind],
      symbol: SHAPES[kind],
      symbolSize: 16,
      itemStyle: { ...painted(tints[kind]), borderColor: token("ink"), borderWidth: 1 },
      label: { show: true, position: "right", formatter: (point) => point.data.name, color: token("ink") },
      labelLayout: { hideOverlap: true },
      data: points
        .filter((point) => point.verdict === kind)
        .map((point) => ({ ...point, value: [point.physical, point.executed] })),
      markLine: number
        ? undefined
        : {
            silent: true,
            symbol: "none",
            lineStyle: { color: token("ink-soft"), type: "dashed" },
            label: { formatter: words.limit, color: token("ink-soft"), position: "insideEndTop" },
            data: [[{ coord: [0, 0] }, { coord: [end, end] }]],
          },
    })),
  };
}

function tree({ tree: nodes, words }, narrow) {
  const made = new Map();
  const roots = [];
  for (const { id, parent, mark, code, value, color, text, url } of nodes) {
    const above = made.get(parent);
    const name = `${mark} ${under(code, above?.code)}`;
    const node = { name, code, value, text, url, itemStyle: painted(color), children: [] };
    made.set(id, node);
    (above?.children ?? roots).push(node);
  }
  return {
    ...common(words, "tree"),
    series: [
      {
        type: "treemap",
        name: words.whole,
        data: roots,
        roam: false,
        nodeClick: "zoomToNode",
        leafDepth: narrow ? 1 : 2,
        visibleMin: 200,
        left: 0,
        right: 0,
        top: 0,
        bottom: 32,
        breadcrumb: { bottom: 0, itemStyle: { color: token("surface-soft"), textStyle: { color: token("ink") } } },
        label: { color: "#000", fontSize: 12, padding: 2 },
        upperLabel: { show: true, height: 22, color: token("ink"), fontWeight: "bold" },
        itemStyle: { borderColor: token("surface"), borderWidth: 2, gapWidth: 2 },
      },
    ],
  };
}

const LOCALE = document.documentElement.lang.startsWith("en") ? "EN" : "ES";
const PICTURES = { heat, curve, money, tree };

/** Draw everything anew in the theme and width of now. */
function draw(data) {
  const narrow = place.clientWidth < 600;
  for (const box of place.querySelectorAll("[data-picture]")) {
    box.hidden = false;
    const name = box.dataset.picture;
    if (name === "heat") box.style.height = `${Math.max(data.heat.rows.length * 26 + 60, 160)}px`;
    const chart = charts.get(name) ?? echarts.init(box, null, { renderer: "svg", locale: LOCALE });
    charts.set(name, chart);
    chart.resize();
    chart.setOption(PICTURES[name](data, narrow), { notMerge: true });
  }
}

async function start() {
  let data;
  try {
    const answer = await fetch(place.dataset.source, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    data = await answer.json();
  } catch {
    document.querySelector("#pictures-failed").hidden = false;
    return;
  }
  draw(data);
  let waiting;
  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => draw(data), 150);
  };
  window.addEventListener("resize", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  const theme = document.querySelector("#dark-theme");
  if (theme) new MutationObserver(again).observe(theme, { attributes: true });
  document.documentElement.dataset.pictures = "drawn";
}

start();
