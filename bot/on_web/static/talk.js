// The line to the server: what the person does goes out, once however often it is sent; what we say comes in.

import { words } from "./words.js";

const TRIES = 4;
const PATIENCE = 20000; // ms until a request without an answer is sent again, under the same key

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

async function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });
}

/** Sends one action; resolves to `{ok, note}` or `{ok: false, line}` with a line to show. */
export async function act(path, body) {
  let line = words.no_line;
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      const response = await post(path, body);
      if (response.ok) return { ok: true, note: (await response.json()).note };
      if (response.status === 401) {
        await post("/chat/open", {});
        continue;
      }
      if (response.status !== 429) {
        return { ok: false, line: response.status < 500 ? words.refused : words.failed };
      }
      line = words.slower;
      await pause(1000 * Math.min(Number(response.headers.get("Retry-After")) || 1, 10));
    } catch {
      // Whether it arrived is not known: the same key makes a second sending harmless.
      await pause(500 * 2 ** tried);
    }
  }
  return { ok: false, line };
}

/**
 * Keeps an event stream open while the page can be seen: `message(message)` for each new or changed message, `gone(id)`
 * for each that was taken away, `ready()` when all that is known has come, `state("online" | "waiting")`.
 */
export class Line {
  #events = null;
  #again = 0;
  #on;

  constructor(on) {
    this.#on = on;
    // A browser opens six connections to one address, and each open stream holds one: a hidden page lets go of its own.
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#hangUp() : this.#open()));
    addEventListener("pagehide", () => this.#hangUp());
    if (!document.hidden) this.#open();
  }

  /** Reconnect at once if the line is down. */
  check() {
    if (this.#events?.readyState !== EventSource.OPEN && !document.hidden) this.#open();
  }

  async #open() {
    this.#hangUp();
    const attempt = (this.#again = setTimeout(() => {}, 0));
    try {
      await post("/chat/open", {});
    } catch {
      if (attempt === this.#again) this.#later();
      return;
    }
    if (attempt !== this.#again) return; // another attempt began, or the page was hidden
    const events = (this.#events = new EventSource("/chat/events"));
    events.addEventListener("message", (event) => this.#on.message(JSON.parse(event.data)));
    events.addEventListener("gone", (event) => this.#on.gone(JSON.parse(event.data)));
    events.addEventListener("ready", () => this.#on.ready());
    events.addEventListener("open", () => this.#on.state("online"));
    events.addEventListener("error", () => {
      this.#on.state("waiting");
      if (events === this.#events && events.readyState === EventSource.CLOSED) this.#later();
    });
  }

  #later() {
    this.#on.state("waiting");
    this.#again = setTimeout(() => this.#open(), 2000);
  }

  #hangUp() {
    clearTimeout(this.#again);
    this.#again = 0;
    this.#events?.close();
    this.#events = null;
  }
}
