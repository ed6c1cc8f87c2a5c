// The live panel: every change of the numbers is a fragment of our own server's HTML, put in the place of the last.

const panel = document.querySelector("[data-panel]");
const body = panel.querySelector("[data-panel-body]");
const state = panel.querySelector("[data-panel-state]");
const spoken = panel.querySelector("[data-panel-spoken]");
const said = new Map(); // what the button of each Urgent Action led to, until the numbers say it themselves
const busy = new Set();
const DOING = { announce: "Sending…", approve: "One moment…" };
let events = null;
let again = 0;

function show(html) {
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
    const doing = busy.has(action);
    button.dataset.label ??= button.textContent;
    button.setAttribute("aria-disabled", String(doing)); // not `disabled`, which would lose the keyboard's place
    button.textContent = doing ? DOING[does] : button.dataset.label;
  }
  for (const line of body.querySelectorAll("[data-said]")) {
    const announced = line.parentElement.querySelector(".announced");
    line.textContent = announced ? "" : (said.get(line.dataset.said) ?? "");
    line.hidden = !line.textContent;
  }
}

async function press(does, action) {
  busy.add(action);
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
  const { does, action } = event.target.closest("[data-does]")?.dataset ?? {};
  if (does && !busy.has(action)) press(does, action);
});

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
