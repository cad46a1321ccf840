// Loads sheets in frames, as pages and by innerHTML, and reports what ran and every element, attribute and address that could run.
// arguments: sheets with lists of fragments of HTML, of JSON and of TEI; the elements, attributes and schemes that may be there; the function
// that takes the findings, each with the number of its sheet.
const [sheets, elements, attributes, schemes, done] = arguments;
const known = new Set(elements), named = new Set(attributes), plain = new Set(schemes);
const tei = "http://www.tei-c.org/ns/1.0";
const styled = /^(text-align: ?\w+;?|max-width:50em;border-left:3px solid #999;padding-left:1em)$/;
const together = 4, longest = 20000;  // frames at once; milliseconds for a frame
const found = [];
window.ran = (number, what) => found.push([number, "ran", String(what)]);
const close = "</" + "script>";
const hooks = number => `<script>
  window.hit = window.alert = window.confirm = window.prompt = window.msgbox = what => parent.ran(${number}, what);
  window.open = address => parent.ran(${number}, "open " + address);
${close}`;

function look(number, root, how) {
  for (const element of root.querySelectorAll("*")) {
    if (!known.has(element.localName)) found.push([number, how, `<${element.localName}>`]);
    for (const {name, value} of element.attributes) {
      const allowed = named.has(name) || name.startsWith("data-") || (name === "style" && styled.test(value));
      if (!allowed) found.push([number, how, `${element.localName} ${name}=${value}`]);
      if (name === "href" || name === "src") scheme(number, value, how);
    }
  }
}

function scheme(number, address, how) {
  try {
    const {protocol} = new URL(address, "https://base.example/");
    if (!plain.has(protocol)) found.push([number, how, `${protocol} ${address}`]);
  } catch { /* no address to a browser */ }
}

function parse(number, text) {  // without loading anything
  look(number, new DOMParser().parseFromString(text, "text/html").body, "parsed");
  const again = document.implementation.createHTMLDocument().createElement("div");
  again.innerHTML = text;
  again.innerHTML = again.innerHTML;
  again.innerHTML = again.innerHTML;  // markup that changes its meaning each time it is written
  look(number, again, "innerHTML");
}

async function load(number, set) {
  const frame = document.createElement("iframe");
  const loaded = new Promise((resolve, reject) => { frame.onload = resolve; setTimeout(reject, longest, "did not load in time"); });
  set(frame);
  document.body.append(frame);
  await loaded;
  if (!frame.contentDocument) throw "the frame went elsewhere";
  return frame.contentDocument;
}

async function showHtml(number, htmls, jsons) {
  const scripts = jsons.map((text, place) => `<script>window.data = ${text};${close}<script type="application/json" id=data${place}>${text}${close}
    <script>window.same = (window.same || 0) + (JSON.stringify(data) === JSON.stringify(JSON.parse(data${place}.textContent)));${close}`);
  const sheet = `<!doctype html>${hooks(number)}<body>${htmls.map(text => `<div>${text}</div>`).join("\n")}${scripts.join("\n")}</body>`;
  const page = await load(number, frame => { frame.srcdoc = sheet; });
  if (page.defaultView.same !== jsons.length && jsons.length) found.push([number, "json", "is other data in a script"]);
  for (const element of page.querySelectorAll("summary, button, details, input")) element.click();
  const again = page.body.appendChild(page.createElement("div"));
  for (const text of htmls) again.appendChild(page.createElement("div")).innerHTML = text;
  const until = Date.now() + 3000;
  while ([...again.querySelectorAll("img")].some(image => !image.complete) && Date.now() < until) await new Promise(next => setTimeout(next, 20));
}

async function showTei(number, teis) {
  const text = `<all xmlns="${tei}">${teis.map(each => each.replace(/^<\?xml[^>]*\?>/, "")).join("\n")}</all>`;
  const page = await load(number, frame => { frame.src = URL.createObjectURL(new Blob([text], {type: "application/xml"})); });
  if (page.documentElement.localName !== "all" || page.querySelector("parsererror")) found.push([number, "tei", "is not well formed"]);
  for (const element of page.querySelectorAll("*")) {
    if (element.namespaceURI !== tei) found.push([number, "tei", element.nodeName]);
    for (const name of ["target", "url"]) if (element.hasAttribute(name)) scheme(number, element.getAttribute(name), "tei");
  }
}

async function show(number) {
  const {html, json, tei} = sheets[number];
  try {
    html.forEach(text => parse(number, text));
    if (html.length || json.length) await showHtml(number, html, json);
    if (tei.length) await showTei(number, tei);
  } catch (error) {
    found.push([number, "error", String(error)]);
  }
}

(async () => {
  const waiting = [...sheets.keys()];
  const work = async () => { while (waiting.length) await show(waiting.shift()); };
  await Promise.all(Array.from({length: together}, work));
  await new Promise(resolve => setTimeout(resolve, 200));
  document.querySelectorAll("iframe").forEach(frame => frame.remove());
  done(found);
})();
