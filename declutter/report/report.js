"use strict";
// What comes from the page goes into the document as text only (textContent), never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const state = { show: "all", labels: new Set(), words: "", chosen: -1, corrections: new Map() };
const items = [];
let visible = [];

function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const percent = (value) => `${Math.round(100 * value)} %`;
const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
const sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
const keptNow = (index) => state.corrections.get(index) ?? data.blocks[index].kept;

// ---------------------------------------------------------------- head
function fact(name, value) {
  $("facts").append(make("div", {}, make("dt", { textContent: name }), make("dd", { textContent: value })));
}

function fillHead() {
  $("title").textContent = data.title;
  $("address").textContent = data.url;
  const kept = data.blocks.filter((block) => block.kept).length;
  fact("status", data.status);
  fact("words kept", data.words.toLocaleString("en"));
  fact("blocks kept", `${kept} of ${data.blocks.length}`);
  fact("keeps from", percent(data.threshold));
  fact("expected quality", percent(data.quality));
  if (data.warnings.length) {
    $("warnings").hidden = false;
    $("warnings").append(...data.warnings.map((textContent) => make("p", { textContent })));
  }
  $("made").textContent = `Made by declutter ${data.version}. Blocks whose chance of being text is below ${percent(data.threshold)} were cut on this page; then steps that look at neighbours changed some.`;
}

// ---------------------------------------------------------------- blocks
function blockItem(block, index) {
  const item = make("li", { className: "block", tabIndex: -1 });
  item.dataset.index = index;
  const text = make("span", { className: "text", textContent: block.text });
  if (data.language) text.lang = data.language;
  text.dir = data.direction === "rtl" ? "rtl" : "auto";
  item.append(make("span", { className: "mark", "aria-hidden": "true" }), text, make("span", { className: "gutter" }));
  return item;
}

function paint(index) {
  const block = data.blocks[index], item = items[index], kept = keptNow(index);
  item.className = `block ${kept ? "kept" : "dropped"} ${block.label === "heading" ? "heading" : block.tag === "pre" ? "code" : ""}`;
  item.classList.toggle("corrected", state.corrections.has(index));
  item.children[0].textContent = kept ? "✓" : "✕";
  item.children[2].textContent = `${block.label} ${percent(block.score)}`;
  item.children[2].title = kept ? "kept" : "dropped";
  item.setAttribute("aria-label", `${kept ? "kept" : "dropped"}, ${block.label}, ${percent(block.score)}: ${block.text.slice(0, 200)}`);
}

function fits(block, index) {
  if (state.show !== "all" && keptNow(index) !== (state.show === "kept")) return false;
  if (state.labels.size && !state.labels.has(block.label)) return false;
  return !state.words || block.text.toLowerCase().includes(state.words);
}

function filter() {
  visible = [];
  data.blocks.forEach((block, index) => {
    const shown = fits(block, index);
    if (items[index].hidden === shown) items[index].hidden = !shown;
    if (shown) visible.push(index);
  });
  $("count").textContent = `${visible.length} of ${data.blocks.length} blocks`;
  $("nothing").hidden = visible.length > 0;
  drawStrip();
}

function fillChips() {
  const counts = new Map();
  data.blocks.forEach((block) => counts.set(block.label, (counts.get(block.label) ?? 0) + 1));
  for (const [label, number] of [...counts].sort((a, b) => b[1] - a[1])) {
    const chip = make("button", { type: "button", "aria-pressed": "false", title: `looks like ${data.labels[label]}` });
    chip.append(`${label} `, make("span", { className: "number", textContent: number }));
    chip.addEventListener("click", () => {
      const pressed = !state.labels.delete(label);
      if (pressed) state.labels.add(label);
      chip.setAttribute("aria-pressed", pressed);
      filter();
    });
    $("chips").append(chip);
  }
}

// ---------------------------------------------------------------- one block
function choose(index, { focus = true, scroll = "nearest" } = {}) {
  if (items[state.chosen]) {
    items[state.chosen].removeAttribute("aria-current");
    items[state.chosen].tabIndex = -1;
  }
  state.chosen = index;
  const item = items[index];
  item.setAttribute("aria-current", "true");
  item.tabIndex = 0;
  if (focus) item.focus({ preventScroll: true });
  item.scrollIntoView({ block: scroll });
  showDetail(index);
  drawStrip();
}

function showDetail(index) {
  const block = data.blocks[index], kept = keptNow(index);
  const correct = make("button", { type: "button", id: "correct", textContent: state.corrections.has(index) ? "Take the correction back" : kept ? "This should be dropped" : "This should be kept" });
  correct.addEventListener("click", () => toggleCorrection(index));
  const state_ = make("p", { className: "state" },
    make("span", { className: `pill ${block.kept ? "kept" : "dropped"}`, textContent: block.kept ? "✓ kept" : "✕ dropped" }),
    make("span", { textContent: `${block.label}, block ${index}` }), correct);
  const place = [block.path && ["in", block.path], block.xpath && ["XPath", block.xpath], block.line && ["line", String(block.line)],
    ["decided by", block.by === "cut" ? "the page's threshold" : `the step ${block.by}`]].filter(Boolean);
  $("detail").replaceChildren(state_, make("p", { id: "reason", textContent: sentence(block.reason) }), gauge(block),
    ...place.map(([name, value]) => make("p", {}, `${name} `, make("code", { textContent: value }))),
    make("h3", { textContent: "What each part of the evidence adds (log-odds)" }), partsTable(block),
    make("h3", { textContent: "The strongest signals: it …" }), signalList(block));
}

function gauge(block) {
  const made = make("div", { className: "gauge", role: "img", "aria-label": `chance of being text ${percent(block.score)}, threshold ${percent(data.threshold)}` });
  const fill = make("div", { className: "fill" }), cut = make("div", { className: "cut" }, make("span", { textContent: `${percent(block.score)} of ${percent(data.threshold)} needed` }));
  fill.style.width = percent(block.score);
  cut.style.left = `${Math.min(Math.max(100 * data.threshold, 14), 86)}%`;
  made.append(fill, cut);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";
function bar(value, most) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-50 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(SVG, "rect"), width = (50 * Math.abs(value)) / most;
  rect.setAttribute("x", value < 0 ? -width : 0);
  rect.setAttribute("y", 1);
  rect.setAttribute("height", 8);
  rect.setAttribute("width", width);
  rect.setAttribute("class", value < 0 ? "against" : "for");
  const zero = document.createElementNS(SVG, "path");
  zero.setAttribute("d", "M0 0V10");
  zero.setAttribute("class", "zero");
  zero.setAttribute("vector-effect", "non-scaling-stroke");
  svg.append(rect, zero);
  return svg;
}

function partsTable(block) {
  const most = Math.max(...block.parts.map(([, value]) => Math.abs(value)), 0.1);
  const sum = block.parts.reduce((total, [, value]) => total + value, 0);
  const rows = block.parts.filter(([, value]) => Math.abs(value) >= 0.005).map(([name, value]) => make("tr", {},
    make("th", { scope: "row", textContent: data.names[name] ?? name.replaceAll("_", " ") }),
    make("td", { className: "bar" }, bar(value, most)), make("td", { className: "value", textContent: signed(value) })));
  const total = make("tr", {}, make("th", { scope: "row", textContent: `sum = ${percent(1 / (1 + Math.exp(-sum)))}` }), make("td", { className: "bar" }, bar(sum, Math.max(most, Math.abs(sum)))), make("td", { className: "value", id: "sum", textContent: signed(sum) }));
  return make("table", { className: "parts" }, make("tbody", {}, ...rows), make("tfoot", {}, total));
}

function signalList(block) {
  return make("ul", { className: "signals" }, ...block.signals.map(([phrase, value]) => make("li", {}, make("span", { className: "value", textContent: signed(value) }), make("span", { textContent: data.said[phrase] }))));
}

// ---------------------------------------------------------------- corrections
function toggleCorrection(index) {
  if (!state.corrections.delete(index)) state.corrections.set(index, !data.blocks[index].kept);
  paint(index);
  showDetail(index);
  showCorrections();
}

function verdicts() {
  return JSON.stringify(Object.fromEntries([...state.corrections].sort((a, b) => a[0] - b[0])));
}

function showCorrections() {
  const number = state.corrections.size;
  $("corrections").hidden = !number;
  $("corrected").textContent = `${number} ${number === 1 ? "block" : "blocks"} corrected. The file is for declutter fixture add --verdicts, and Document.with_verdicts.`;
  $("json").value = verdicts();
  drawStrip();
}

function save() {
  const address = URL.createObjectURL(new Blob([`${verdicts()}\n`], { type: "application/json" }));
  const link = make("a", { href: address, download: "verdicts.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// ---------------------------------------------------------------- the strip of scores
function drawStrip() {
  const canvas = $("strip"), height = canvas.clientHeight, width = 64, scale = window.devicePixelRatio || 1;
  if (!height) return;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d"), colours = getComputedStyle(document.documentElement);
  const colour = (name) => colours.getPropertyValue(name).trim();
  pen.scale(scale, scale);
  const step = height / Math.max(data.blocks.length, 1), shown = new Set(visible);
  data.blocks.forEach((block, index) => {
    pen.globalAlpha = shown.has(index) ? 1 : 0.2;
    pen.fillStyle = colour(keptNow(index) ? "--kept" : "--dropped");
    pen.fillRect(0, index * step, Math.max(1, block.score * width), Math.max(step - 0.5, 0.6));
  });
  pen.globalAlpha = 1;
  pen.fillStyle = colour("--ink");
  pen.fillRect(data.threshold * width, 0, 1, height);
  if (state.chosen >= 0) {
    pen.strokeStyle = colour("--focus");
    pen.lineWidth = 2;
    pen.strokeRect(1, state.chosen * step - 2, width - 2, Math.max(step + 4, 6));
  }
}

function fromStrip(event) {
  const box = $("strip").getBoundingClientRect();
  const wanted = Math.floor(((event.clientY - box.top) / box.height) * data.blocks.length);
  const nearest = visible.reduce((best, index) => (Math.abs(index - wanted) < Math.abs(best - wanted) ? index : best), visible[0]);
  if (nearest !== undefined) choose(nearest, { scroll: "center" });
}

// ---------------------------------------------------------------- metadata
function fillMetadata() {
  for (const field of data.metadata.filter((one) => one.value || one.lost.length)) {
    const lost = make("ul", {}, ...field.lost.map((claim) => make("li", {}, `${claim.value} `, make("code", { textContent: claim.source }))));
    $("metadata").append(make("tr", {}, make("th", { scope: "row", textContent: field.name }), make("td", { textContent: field.value, dir: "auto" }),
      make("td", {}, make("code", { textContent: field.source })), make("td", {}, lost)));
  }
}

// ---------------------------------------------------------------- keys and clicks
function step(direction, wanted = () => true) {
  const from = visible.indexOf(state.chosen);
  const order = direction > 0 ? visible.slice(from + 1) : visible.slice(0, from < 0 ? 0 : from).reverse();
  const found = order.find(wanted);
  if (found !== undefined) choose(found, { scroll: "center" });
}

function show(which) {
  state.show = which;
  document.querySelectorAll("[data-show]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.show === which));
  filter();
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  n: () => step(1, (index) => state.chosen < 0 || keptNow(index) !== keptNow(state.chosen)),
  x: () => state.chosen >= 0 && toggleCorrection(state.chosen),
  a: () => show("all"), s: () => show("kept"), d: () => show("dropped"),
  "/": () => $("search").focus(), "?": () => $("help").showModal(),
  Enter: () => state.chosen >= 0 && $("panel").focus(),
  Escape: () => state.chosen >= 0 && items[state.chosen].focus(),
};

function onKey(event) {
  const writing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
  const pressing = event.target.tagName === "BUTTON" && event.key === "Enter";
  if (event.ctrlKey || event.metaKey || event.altKey || pressing || $("help").open || (writing && event.key !== "Escape")) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function listen() {
  $("blocks").addEventListener("click", (event) => {
    const item = event.target.closest(".block");
    if (item && !String(getSelection())) choose(Number(item.dataset.index));
  });
  $("search").addEventListener("input", (event) => { state.words = event.target.value.toLowerCase().trim(); filter(); });
  document.querySelectorAll("[data-show]").forEach((button) => button.addEventListener("click", () => show(button.dataset.show)));
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("save").addEventListener("click", save);
  $("forget").addEventListener("click", () => {
    const old = [...state.corrections.keys()];
    state.corrections.clear();
    old.forEach(paint);
    if (state.chosen >= 0) showDetail(state.chosen);
    showCorrections();
  });
  $("strip").addEventListener("click", fromStrip);
  window.addEventListener("resize", drawStrip);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawStrip);
  document.addEventListener("keydown", onKey);
}

fillHead();
data.blocks.forEach((block, index) => { items.push(blockItem(block, index)); paint(index); });
$("blocks").append(...items);
fillChips();
fillMetadata();
listen();
filter();
if (items.length) items[0].tabIndex = 0;
document.documentElement.dataset.ready = "true";
