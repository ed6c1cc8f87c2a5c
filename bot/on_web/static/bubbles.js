// Drawing a message. Everything from a message goes in as text: no HTML is ever read from one.

import { words } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  copy: "M5.5 5.5V3.5A1 1 0 0 1 6.5 2.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z",
  open: "M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13 3L7.5 8.5",
  done: "M3 8.5l3.5 3.5L13 4.5",
  save: "M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.5h10",
};
const LONG = 400; // characters from which a passage to be copied is folded

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true }))
    svg.setAttribute(key, value);
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function opener(url, className) {
  const link = make("a", className);
  link.href = url;
  if (url.startsWith("tel:")) return link;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

/** Plain characters, with the commands we know as buttons that say them. */
function characters(text, on) {
  const drawn = document.createDocumentFragment();
  for (const piece of on ? text.split(/(?<![^\s\u2066])(\/[a-z]+)\b/) : [text]) {
    if (!on?.commands.has(piece)) {
      drawn.append(piece);
      continue;
    }
    const command = make("button", "command", piece);
    command.dir = "ltr";
    command.type = "button";
    command.addEventListener("click", () => on.say(piece));
    drawn.append(command);
  }
  return drawn;
}

function run(span, on) {
  let drawn = characters(span.text, span.link || span.code ? null : on);
  for (const [style, tag] of [["code", "code"], ["italic", "i"], ["bold", "b"]]) {
    if (!span[style]) continue;
    const outer = make(tag);
    if (tag === "code") outer.dir = "auto";
    outer.append(drawn);
    drawn = outer;
  }
  if (span.link) {
    const link = opener(span.link);
    link.append(drawn);
    if (link.target) link.append(make("span", "unseen", ` (${words.new_tab})`));
    drawn = link;
  }
  return drawn;
}

function passage(part, on) {
  const text = make("div", "text");
  text.dir = "auto";
  text.append(...part.spans.map((span) => run(span, on)));
  return text;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https a browser has no clipboard to write to; the old way still works there.
    const field = make("textarea", "unseen");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

function copier(label, text, className, on) {
  const button = make("button", className);
  button.type = "button";
  const word = labelled(label);
  button.append(icon("copy"), word);
  let back = 0;
  button.addEventListener("click", async () => {
    const done = await copyText(text);
    button.focus({ preventScroll: true });
    if (!done) {
      on.notice(words.not_copied);
      return;
    }
    clearTimeout(back);
    word.textContent = words.copied;
    button.classList.add("copied");
    button.firstChild.replaceWith(icon("done"));
    on.speak(words.copied);
    back = setTimeout(() => {
      word.textContent = label;
      button.classList.remove("copied");
      button.firstChild.replaceWith(icon("copy"));
    }, 2000);
  });
  return button;
}

function block(part, on) {
  const text = part.spans.map((span) => span.text).join("");
  const card = make("div", "block");
  const foot = make("div", "block-foot");
  const copy = copier(words.copy, text, "", on);
  const shown = passage(part);
  shown.addEventListener("click", () => {
    if (getSelection().isCollapsed) copy.click(); // a tap on the passage copies it; marking a piece of it does not
  });
  foot.append(copy);
  card.append(shown, foot);
  if (text.length > LONG) {
    const fold = make("button", "", words.show_all);
    fold.type = "button";
    fold.setAttribute("aria-expanded", "false");
    card.classList.add("folded");
    fold.addEventListener("click", () => {
      const folded = card.classList.toggle("folded");
      fold.textContent = folded ? words.show_all : words.show_less;
      fold.setAttribute("aria-expanded", String(!folded));
      if (folded) card.scrollIntoView({ block: "nearest" });
    });
    foot.append(fold);
  }
  return card;
}

function inBytes(count) {
  const [size, unit, digits] =
    count < 1024 ? [count, "byte", 0] : count < 1048576 ? [count / 1024, "kilobyte", 0] : [count / 1048576, "megabyte", 1];
  return size.toLocaleString([], { style: "unit", unit, maximumFractionDigits: digits });
}

function download(file) {
  const link = make("a", "file");
  link.href = file.url;
  link.download = file.name;
  const lines = make("span", "file-words");
  const size = inBytes(file.size);
  const name = make("span", "file-name", file.name);
  name.dir = "auto";
  lines.append(name, make("span", "file-size", `${words.download} · ${size}`));
  const round = make("span", "file-icon");
  round.append(icon("save"));
  link.append(round, lines);
  return link;
}

/** A button's words, in the direction that is theirs. */
function labelled(label) {
  const word = make("span", "", label);
  word.dir = "auto";
  return word;
}

function button(given, message, on) {
  if ("copied" in given) return copier(given.label, given.copied, "inline", on);
  if ("url" in given) {
    const link = opener(given.url, "inline");
    link.append(labelled(given.label), icon("open"), make("span", "unseen", ` (${words.new_tab})`));
    return link;
  }
  const press = make("button", "inline");
  press.type = "button";
  press.append(labelled(given.label));
  press.addEventListener("click", () => on.press(message.id, given.choice, press));
  return press;
}

/**
 * The element of a message. `on`: `press(id, choice, button)` and `say(text)` for what the person does, `speak(line)` and
 * `notice(line)` for what they are told; `name`, whose chat it is; `commands`, the words that can be pressed in a text.
 */
export function draw(message, on) {
  const when = new Date(message.at);
  const hour = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const whole = make("article", message.mine ? "message mine" : "message");
  whole.dataset.id = message.id;
  whole.tabIndex = -1;
  whole.setAttribute("aria-label", `${message.mine ? words.you : on.name}, ${hour}`);
  const bubble = make("div", "bubble");
  for (const part of message.parts) bubble.append(part.block ? block(part, on) : passage(part, message.mine ? null : on));
  if (message.file) bubble.append(download(message.file));
  const time = make("time", "hour", hour);
  time.dateTime = message.at;
  bubble.append(time);
  whole.append(bubble);
  for (const given of message.rows ?? []) {
    const row = make("div", "row");
    row.append(...given.map((one) => button(one, message, on)));
    whole.append(row);
  }
  return whole;
}

/** A line under a message that failed, with the way to try again. */
export function failure(line, retry) {
  const said = make("p", "failure");
  const again = make("button", "", words.again);
  again.type = "button";
  again.addEventListener("click", retry);
  said.append(make("span", "", line), " ", again);
  return said;
}
