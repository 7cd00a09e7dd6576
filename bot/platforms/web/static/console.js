"use strict";
// Comfort only: every page works without this file. Posts go out by fetch, and what the server's page then
// holds is merged into the one that stands, so that nothing jumps and what is being filled in is kept. A page that is
// only watched posts as browsers do.

const EVERY = 3000; // milliseconds between two looks at what is new
const status = document.getElementById("status");
const typed = [];
let recalled = 0;
const waiting = new Set(); // what was sent and has no answer yet
let queue = Promise.resolve();
let sent = 0; // a look that began before something was sent tells what was, not what is

const quiet = () => !document.hidden && waiting.size === 0;
const say = (words) => { status.textContent = words; };
const atBottom = () => window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 160;
const toBottom = () => window.scrollTo(0, document.documentElement.scrollHeight);

async function page(address, options) {
  const response = await fetch(address, { credentials: "same-origin", ...options });
  if (!response.headers.get("content-type")?.startsWith("text/html")) throw new Error(String(response.status));
  return { response, fresh: new DOMParser().parseFromString(await response.text(), "text/html") };
}

// Every form carries another "once" each time: that alone is nothing new.
const shown = (region) => region.innerHTML.replace(/(name="once" value=")[^"]*/g, "$1");

function mergeRegions(fresh) {
  for (const region of document.querySelectorAll("[data-region]")) {
    const found = fresh.querySelector(`[data-region="${region.dataset.region}"]`);
    if (found && shown(found) !== shown(region)) region.innerHTML = found.innerHTML;
  }
  const once = fresh.querySelector("input[name=once]");
  if (once) for (const input of document.querySelectorAll("input[name=once]")) input.value = once.value;
}

function mergeLog(fresh) {
  const log = document.getElementById("log");
  const found = fresh.getElementById("log");
  if (!log || !found) return;
  for (const post of log.querySelectorAll(".post")) {
    const same = fresh.getElementById(post.id);
    if (!same) post.remove();
    else if (same.dataset.revision !== post.dataset.revision) post.replaceWith(document.adoptNode(same));
  }
  for (const day of found.querySelectorAll(".day")) {
    const here = log.querySelector(`[data-day="${CSS.escape(day.dataset.day)}"]`);
    if (!here) { log.append(document.adoptNode(day)); continue; }
    for (const post of day.querySelectorAll(".post")) {
      if (!document.getElementById(post.id)) here.querySelector("ol").append(document.adoptNode(post));
    }
  }
  for (const day of log.querySelectorAll(".day")) if (!day.querySelector(".post")) day.remove();
  if (log.querySelector(".post")) log.querySelector(".empty")?.remove();
}

function merge(fresh, silently) {
  const log = document.getElementById("log");
  // What gets the focus is read out anyway; the live region would say it twice.
  if (log && silently) log.setAttribute("aria-live", "off");
  mergeRegions(fresh);
  mergeLog(fresh);
  if (log && silently) setTimeout(() => log.removeAttribute("aria-live"), 1000);
}

function show(id, focus) {
  const post = document.getElementById(`p${id}`);
  const home = document.getElementById("home");
  if (!post && home) { home.focus({ preventScroll: true }); home.scrollIntoView({ block: "nearest" }); return; }
  if (!post) { toBottom(); return; }
  const wrong = post.querySelector("[aria-invalid=true], .field .error");
  const field = wrong?.closest(".field") ?? post.querySelector(".form .field");
  const control = field?.querySelector("input, select, textarea");
  if (control) control.focus({ preventScroll: true });
  else if (focus) post.focus({ preventScroll: true });
  const room = window.innerHeight - 260;
  if (post.offsetHeight > room || control) post.scrollIntoView({ block: "start" });
  else toBottom();
}

function submit(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  body.delete("once");
  const key = `${form.action} ${body}`;
  if (waiting.has(key)) return; // pressed twice
  waiting.add(key);
  sent += 1;
  form.setAttribute("aria-busy", "true");
  if (form.id === "composer") form.elements.text.value = "";
  queue = queue.then(() => send(form, body)).finally(() => {
    waiting.delete(key);
    form.removeAttribute("aria-busy");
  });
}

async function send(form, body) {
  const late = setTimeout(() => say(status.dataset.working), 500);
  body.set("once", document.querySelector("input[name=once]").value);
  try {
    const { response, fresh } = await page(form.action, { method: "POST", body });
    const target = new URL(response.url);
    if (!response.ok || target.pathname !== location.pathname) { location.assign(target.pathname); return; }
    settle(form, fresh, body);
  } catch {
    say(status.dataset.offline);
    if (form.id === "composer" && !form.elements.text.value) form.elements.text.value = body.get("text");
  } finally {
    clearTimeout(late);
  }
}

function settle(form, fresh, body) {
  const composing = form.id === "composer";
  const moving = form.closest(".clock") !== null;
  merge(fresh, !composing && !moving);
  say(moving ? document.querySelector("[data-said]")?.dataset.said ?? "" : "");
  if (moving) { if (document.getElementById("log")) toBottom(); return; }
  if (composing) {
    if (body.get("text").trim()) typed.push(body.get("text").trim());
    recalled = typed.length;
    form.elements.text.focus({ preventScroll: true });
    if (!document.getElementById("log")) return; // a page without posts: the answer is read out where it stands
  }
  show(fresh.body.dataset.at, !composing);
}

async function look() {
  if (!quiet()) return;
  const bottom = atBottom();
  const began = sent;
  try {
    const { response, fresh } = await page(location.pathname);
    if (!quiet() || began !== sent) return;
    if (!response.ok) { location.reload(); return; }
    const before = document.querySelectorAll(".post").length;
    merge(fresh, false);
    if (bottom && document.querySelectorAll(".post").length > before) toBottom();
    if (status.textContent === status.dataset.offline) say("");
  } catch {
    say(status.dataset.offline);
  }
}

function recall(event) {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const next = recalled + (event.key === "ArrowUp" ? -1 : 1);
  if (next < 0 || next > typed.length) return;
  recalled = next;
  event.target.value = typed[next] ?? "";
  event.preventDefault();
}

if (document.body.dataset.live) {
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    event.preventDefault();
    submit(event.target, event.submitter);
  });
  const input = document.getElementById("text");
  input?.addEventListener("keydown", recall);
  if (document.getElementById("log")) {
    // After the browser has gone to the address's own anchor, which takes the focus along.
    window.addEventListener("load", () => setTimeout(() => {
      if (document.body.dataset.at !== "0") show(document.body.dataset.at, true);
      else if (!location.hash.startsWith("#p")) { input.focus({ preventScroll: true }); toBottom(); }
    }));
  }
}
if (document.body.dataset.live || document.body.dataset.watched) setInterval(look, EVERY);
