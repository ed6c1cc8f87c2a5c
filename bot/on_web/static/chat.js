// The chat page: messages come in and go out, and the keyboard never loses its place.

import { draw, failure } from "./bubbles.js";
import { Line, act, newKey } from "./talk.js";
import { words } from "./words.js";

const find = (name) => document.querySelector(`[data-${name}]`);
const log = find("log");
const messages = find("messages");
const begin = find("begin");
const typing = find("typing");
const newer = find("newer");
const toast = find("toast");
const spoken = find("spoken");
const state = find("state");
const say = find("say");
const slash = find("slash");
const commands = find("commands");
const unread = find("unread");
const coarse = matchMedia("(pointer: coarse)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

const seen = new Map(); // message id → the JSON it was drawn from, so that a replay redraws nothing
const payload = /^[A-Za-z0-9_-]{1,64}$/.exec(new URLSearchParams(location.search).get("start") ?? "")?.[0];
let wanted = Boolean(payload); // a link brought the person here: offer Start even when the chat is not empty
let caughtUp = false;
let waiting = 0;
let answering = null; // the message whose button was pressed here, until its answer has come

const on = {
  name: log.dataset.name,
  commands: new Set([...commands.children].map((command) => command.dataset.command)),
  press,
  say: (text) => speak(text),
  speak: (line) => (spoken.textContent = line),
  notice: showToast,
};

// Messages

function element(id) {
  return messages.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

function put(message) {
  const text = JSON.stringify(message);
  if (seen.get(message.id) === text) return;
  seen.set(message.id, text);
  const old = element(message.id);
  const drawn = draw(message, on);
  const following = atEnd();
  if (!old) {
    messages.append(drawn);
    if (caughtUp) arrive(drawn, following || message.mine);
    if (!message.mine && answering?.contains(document.activeElement)) goOn(drawn);
  } else {
    const focused = old.contains(document.activeElement);
    old.replaceWith(drawn);
    if (focused) goOn(drawn);
    if (drawn === messages.lastElementChild || focused) reveal(drawn);
  }
  offerStart();
}

/** A message was taken away: the keyboard goes on beside where it was. */
function takeAway(id) {
  seen.delete(id);
  const old = element(id);
  if (!old) return;
  const focused = old.contains(document.activeElement);
  const beside = old.nextElementSibling ?? old.previousElementSibling ?? say;
  old.remove();
  if (focused) beside.focus({ preventScroll: true });
  if (atEnd()) newer.hidden = true;
  offerStart();
}

/** The answer to a press has come: the keyboard goes on from there. */
function goOn(drawn) {
  answering = null;
  drawn.focus({ preventScroll: true });
}

function arrive(drawn, following) {
  if (!still.matches) drawn.classList.add("arriving");
  if (following) reveal(drawn);
  else newer.hidden = false;
  const { top, bottom } = log.getBoundingClientRect();
  if (unread && (bottom < 80 || top > innerHeight - 80)) unread.hidden = false;
}

function atEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

/** Scroll so that a message is read from its beginning when it is taller than the log, and whole otherwise. */
function reveal(drawn) {
  const top = drawn.offsetTop - 12;
  const bottom = drawn === messages.lastElementChild ? log.scrollHeight : drawn.offsetTop + drawn.offsetHeight + 12;
  const target = Math.min(top, bottom - log.clientHeight);
  log.scrollTo({ top: target, behavior: still.matches || !caughtUp ? "instant" : "smooth" });
}

function ready() {
  if (!caughtUp) {
    log.scrollTop = log.scrollHeight;
    log.setAttribute("aria-live", "polite");
  }
  caughtUp = true;
  offerStart();
}

function offerStart() {
  begin.hidden = !caughtUp || (seen.size > 0 && !wanted);
  begin.classList.toggle("begin-again", seen.size > 0);
}

// What the person does

async function send(path, body) {
  waiting += 1;
  const slow = setTimeout(() => {
    typing.hidden = false;
    if (atEnd()) log.scrollTop = log.scrollHeight;
  }, 300);
  const outcome = await act(path, body);
  clearTimeout(slow);
  waiting -= 1;
  if (waiting === 0) typing.hidden = true;
  if (outcome.ok) {
    line.check();
    if (outcome.note) showToast(outcome.note);
  }
  return outcome;
}

async function press(id, choice, button, key = newKey()) {
  const whole = button.closest(".message");
  if (whole.getAttribute("aria-busy") === "true") return;
  answering = whole;
  whole.querySelector(".failure")?.remove();
  whole.setAttribute("aria-busy", "true");
  button.classList.add("pressed");
  const { ok, line: why } = await send("/chat/press", { key, on: id, choice });
  whole.removeAttribute("aria-busy");
  button.classList.remove("pressed");
  if (!ok) {
    whole.append(failure(`${why} ${words.kept}`, () => press(id, choice, button, key)));
    if (document.activeElement === document.body) button.focus();
    reveal(whole);
  }
  setTimeout(() => {
    if (answering === whole) answering = null;
  }, 2000);
}

async function speak(text, key = newKey()) {
  wanted = false;
  const id = `me.${key}`;
  if (!element(id)) {
    const drawn = draw({ id, at: new Date().toISOString(), mine: true, parts: [{ spans: [{ text }] }] }, on);
    messages.append(drawn);
    seen.set(id, "");
    arrive(drawn, true);
    offerStart();
  }
  element(id).querySelector(".failure")?.remove();
  const { ok, line: why } = await send("/chat/say", { key, text });
  if (!ok) {
    element(id).append(failure(why, () => speak(text, key)));
    reveal(element(id));
  }
}

find("start").addEventListener("click", () => {
  if (location.search) history.replaceState(null, "", location.pathname);
  speak(payload && wanted ? `/start ${payload}` : "/start");
  if (!coarse.matches) say.focus({ preventScroll: true });
});

// The composer

function fit() {
  say.style.height = "auto";
  say.style.height = `${Math.min(say.scrollHeight + 2, 160)}px`;
}

function submit(text) {
  const said = text.trim();
  if (said) speak(said);
  say.value = "";
  fit();
  offerCommands(false);
  if (document.activeElement !== say) say.focus({ preventScroll: true });
}

function offerCommands(open) {
  if (!slash) return;
  const typed = say.value.startsWith("/") ? say.value.trim() : "/";
  let matching = 0;
  for (const command of commands.children) {
    command.hidden = !command.dataset.command.startsWith(typed);
    matching += command.hidden ? 0 : 1;
  }
  commands.hidden = !open || matching === 0;
  slash.setAttribute("aria-expanded", String(!commands.hidden));
}

find("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit(say.value);
});

say.addEventListener("input", () => {
  fit();
  offerCommands(say.value.startsWith("/"));
});

say.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !coarse.matches) {
    event.preventDefault();
    submit(say.value);
  } else if (event.key === "ArrowUp" && !commands.hidden) {
    event.preventDefault();
    shownCommands().at(-1).focus();
  }
});

const shownCommands = () => [...commands.children].filter((command) => !command.hidden);

slash?.addEventListener("click", () => {
  offerCommands(commands.hidden);
  if (!commands.hidden) shownCommands()[0].focus();
});

commands.addEventListener("click", (event) => {
  const command = event.target.closest("[data-command]");
  if (command) submit(command.dataset.command);
});

commands.addEventListener("keydown", (event) => {
  const shown = shownCommands();
  const at = shown.indexOf(document.activeElement);
  if (event.key === "ArrowDown") (shown[at + 1] ?? say).focus();
  else if (event.key === "ArrowUp") shown[Math.max(at - 1, 0)].focus();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || commands.hidden) return;
  const inside = commands.contains(document.activeElement);
  offerCommands(false);
  if (inside) say.focus();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-commands], [data-composer]")) offerCommands(false);
});

// Signs

let fading = 0;
function showToast(text) {
  clearTimeout(fading);
  toast.textContent = text;
  toast.classList.add("shown");
  fading = setTimeout(() => toast.classList.remove("shown"), 2500 + 50 * text.length);
}

newer.addEventListener("click", () => {
  reveal(messages.lastElementChild);
  messages.lastElementChild.focus({ preventScroll: true });
});

log.addEventListener("scroll", () => {
  if (atEnd()) newer.hidden = true;
});

if (unread)
  new IntersectionObserver(([entry]) => {
    if (entry.isIntersecting) unread.hidden = true;
  }, { threshold: 0.3 }).observe(log);

const line = new Line({
  message: put,
  gone: takeAway,
  ready,
  state: (now) => (state.textContent = now === "online" ? words.online : words.waiting),
});
