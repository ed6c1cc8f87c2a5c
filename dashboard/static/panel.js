// The live panel: every change of the numbers is a fragment of our own server's HTML, put in the place of the last.

const panel = document.querySelector("[data-panel]");
const body = panel.querySelector("[data-panel-body]");
const state = panel.querySelector("[data-panel-state]");
const spoken = panel.querySelector("[data-panel-spoken]");
const said = new Map(); // what the button of each Urgent Action led to, until the numbers say it themselves
const fresh = new Map(); // the timers of lines that are shown beside the numbers for a while
const busy = new Map(); // what is being done to each Urgent Action
const DOING = { announce: "Sending…", approve: "One moment…" }; // and their lines give way to the numbers
const WHILE = 6000;
let sure = null; // the button that must be pressed once more, as "does action"
let unsure = 0;
let pressing = false;
let waiting = null; // a fragment that came while a button was held down: replacing it would lose the press
let events = null;
let again = 0;

function show(html) {
  if (pressing) {
    waiting = html;
    return;
  }
  const focused = document.activeElement;
  const inside = body.contains(focused) && focused.closest("[data-case]");
  const open = [...body.querySelectorAll("details[open]")].map((details) => details.id);
  const parsed = new DOMParser().parseFromString(html, "text/html");
  body.replaceChildren(...parsed.body.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  settle();
  if (inside && !body.contains(document.activeElement)) {
    const still = focused.id && document.getElementById(focused.id);
    const heading = body.querySelector(`[data-case="${inside.dataset.case}"] h3`);
    (still || heading)?.focus({ preventScroll: true });
  }
}

function settle() {
  for (const button of body.querySelectorAll("[data-does]")) {
    const { does, action } = button.dataset;
    const doing = busy.get(action);
    button.dataset.label ??= button.textContent;
    button.setAttribute("aria-disabled", String(Boolean(doing))); // not `disabled`, which would lose the keyboard's place
    const asked = sure === `${does} ${action}`;
    button.toggleAttribute("data-asked", asked);
    button.textContent =
      doing === does ? (DOING[does] ?? DOING.approve) : asked ? button.dataset.sure : button.dataset.label;
  }
  for (const line of body.querySelectorAll("[data-said]")) {
    const { said: action } = line.dataset;
    const announced = line.parentElement.querySelector(".announced");
    line.textContent = announced && !fresh.has(action) ? "" : (said.get(action) ?? "");
    line.hidden = !line.textContent;
  }
}

function ask(button) {
  clearTimeout(unsure);
  sure = button ? `${button.dataset.does} ${button.dataset.action}` : null;
  if (button) {
    spoken.textContent = `${button.dataset.sure}. Press again to do it.`;
    unsure = setTimeout(ask, WHILE);
  }
  settle();
}

async function press(does, action) {
  busy.set(action, does);
  said.delete(action);
  settle();
  let line = "That did not work just now. Please try again.";
  try {
    const response = await fetch(`/dashboard/${does}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ action: Number(action) }),
    });
    if (response.ok) line = (await response.json()).said;
  } catch {
    // No connection: the line above says what to do.
  }
  busy.delete(action);
  said.set(action, line);
  clearTimeout(fresh.get(action));
  if (!(does in DOING)) fresh.set(action, setTimeout(() => fresh.delete(action) && settle(), WHILE));
  spoken.textContent = line;
  settle();
}

function follow() {
  clearTimeout(again);
  events?.close();
  events = new EventSource("/dashboard/events");
  events.addEventListener("panel", (event) => show(event.data));
  events.addEventListener("open", () => {
    state.textContent = "Live";
    state.toggleAttribute("data-live", true);
  });
  events.addEventListener("error", () => {
    state.textContent = "Waiting for the connection…";
    state.toggleAttribute("data-live", false);
    if (events.readyState === EventSource.CLOSED) again = setTimeout(follow, 3000);
  });
}

body.addEventListener("click", (event) => {
  const button = event.target.closest("[data-does]");
  if (!button || busy.has(button.dataset.action)) return;
  const { does, action } = button.dataset;
  if (button.dataset.sure && sure !== `${does} ${action}`) {
    ask(button);
  } else {
    ask(null);
    press(does, action);
  }
});

for (const begins of ["pointerdown", "keydown"]) body.addEventListener(begins, () => (pressing = true));
for (const ends of ["pointerup", "pointercancel", "keyup", "blur"]) {
  addEventListener(ends, () => {
    pressing = false;
    const html = waiting;
    waiting = null;
    if (html !== null) setTimeout(() => show(html)); // after the click that this ends
  });
}

// A browser opens six connections to one address, and each open stream holds one: a hidden page lets go of its own.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    clearTimeout(again);
    events?.close();
  } else {
    follow();
  }
});
addEventListener("pagehide", () => events?.close());
if (!document.hidden) follow();
