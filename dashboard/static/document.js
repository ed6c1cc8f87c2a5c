// A document, picked or dropped: sent to be read as it is, and what became of it said beside the control.

const form = document.querySelector("[data-document]");
const input = form.querySelector("input");
const line = form.querySelector("[data-document-said]");
const zone = document.querySelector("[data-panel]");
const largest = Number(form.dataset.largest);
const LATEST = 60_000; // milliseconds: reading is given up long before
let reading = false;

function say(text, state) {
  line.textContent = text;
  line.dataset.state = state;
  input.setAttribute("aria-invalid", String(state === "wrong"));
  form.setAttribute("aria-busy", String(reading));
}

async function answerTo(file) {
  if (file.size > largest) return [`${file.name} is larger than ${largest / 1024 ** 2} MB: send the Urgent Action alone.`, "wrong"];
  try {
    const response = await fetch("/dashboard/document", {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
      signal: AbortSignal.timeout(LATEST),
    });
    const { said } = await response.json();
    if (said) return [said, response.ok ? "good" : "wrong"];
  } catch {
    // No connection, or no answer of ours: the line below says what to do.
  }
  return ["That did not work just now. Please try again.", "wrong"];
}

async function send(files) {
  if (!files.length || reading) return;
  if (files.length > 1) {
    say("One document at a time, please.", "wrong");
    return;
  }
  reading = true;
  say(`Reading ${files[0].name}…`, "reading");
  const answer = await answerTo(files[0]);
  reading = false;
  say(...answer);
}

input.addEventListener("change", () => {
  send([...input.files]);
  input.value = ""; // so that the same document can be picked again
});

// A document that misses the panel would open in the place of the page.
for (const name of ["dragover", "drop"]) {
  addEventListener(name, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    const within = zone.contains(event.target);
    event.dataTransfer.dropEffect = within && !reading ? "copy" : "none";
    form.toggleAttribute("data-over", within && !reading && name === "dragover");
    if (within && name === "drop") send([...event.dataTransfer.files]);
  });
}
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.toggleAttribute("data-over", false);
});
