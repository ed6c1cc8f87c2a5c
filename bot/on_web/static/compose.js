// The compose page: signs the letter, puts one's own words into it, copies and prints it. It asks the network for nothing.
//
// It runs before the page is drawn, so that what is for scripts only is there from the first or never.

(() => {
  const LARGEST = 64 * 1024; // bytes of one's own words, packed and unpacked
  const TURNING = /[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g; // as in content/appeals/words.py
  const LINE = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
  const root = document.documentElement;
  const own = { paragraph: "", letter: "" };
  root.classList.add("js");
  let fragment = takeFragment();
  if (fragment) root.classList.add("reading"); // nothing is shown that would change a moment later

  /** What the chat put behind `#`; it goes from the address bar at once. */
  function takeFragment() {
    const found = location.hash;
    if (found) history.replaceState(null, "", location.pathname + location.search);
    return found.startsWith("#w=") ? found.slice(3) : "";
  }

  /** `{paragraph, letter}` from base64url of raw deflate of JSON; throws for anything else. */
  async function unpacked(said) {
    if (said.length > LARGEST || !/^[\w-]+=*$/.test(said)) throw new RangeError("no words of ours");
    const packed = Uint8Array.from(atob(said.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const pieces = [];
    let size = 0;
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      if (size > LARGEST) {
        reader.cancel();
        throw new RangeError("too much of it");
      }
      pieces.push(read.value);
    }
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await new Blob(pieces).arrayBuffer());
    const { paragraph = "", letter = "" } = JSON.parse(text);
    if (typeof paragraph !== "string" || typeof letter !== "string") throw new TypeError("no text");
    if (!paragraph && !letter) throw new RangeError("no words");
    return { paragraph, letter };
  }

  /** The lines of a text, cleaned as the letters' are. */
  function cleaned(text) {
    const clean = (line) => line.replace(TURNING, "").replace(/[\p{Cc}\p{Cs}]/gu, " ").trim();
    return text.split(LINE).map(clean);
  }

  /** One paragraph: its lines stay lines, blank ones go. */
  function prose(text) {
    return cleaned(text).filter(Boolean).join("\n");
  }

  /** The paragraphs, which blank lines part. */
  function paragraphs(text) {
    const found = [[]];
    for (const line of cleaned(text)) {
      if (line) found.at(-1).push(line);
      else found.push([]);
    }
    return found.filter((lines) => lines.length).map((lines) => lines.join("\n"));
  }

  /** Every character that a link could trip over, encoded. */
  function encoded(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  }

  /** `text` in pieces of at most `size`: cut between paragraphs, sentences or words. */
  function pieces(text, size) {
    const cut = [];
    let rest = text.trim();
    while (rest.length > size) {
      const head = rest.slice(0, size + 1);
      const sentence = Math.max(...[". ", "! ", "? ", "؟ ", "\n"].map((end) => head.lastIndexOf(end) + 1));
      const borders = [head.lastIndexOf("\n\n"), Math.min(sentence, size), head.lastIndexOf(" ")];
      const whole = size - (/[\ud800-\udbff]/.test(rest[size - 1]) ? 1 : 0);
      const at = borders.find((one) => one > size / 2) ?? (Math.max(...borders, 0) || whole);
      cut.push(rest.slice(0, at).trim());
      rest = rest.slice(at).trim();
    }
    return rest ? [...cut, rest] : cut;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Where a browser has no clipboard to write to, the old way may still work.
      const field = document.createElement("textarea");
      field.className = "unseen";
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const find = (name) => document.querySelector(`[data-${name}]`);
    const main = find("compose");
    const letter = find("letter");
    const limit = Number(main.dataset.limit);
    const [ours, whole, ownPlace, pdf] = ["ours", "whole", "own", "pdf"].map(find);
    const [name, place, address] = ["name", "place", "address"].map(find);
    const signature = find("signature");
    const blank = signature?.dataset.signature ?? "";

    /** The letter as it is to be seen now, its paragraphs apart by blank lines. */
    function body() {
      const said = [...letter.querySelectorAll("[data-said]")];
      return said.filter((one) => !one.hidden && !one.parentElement.hidden).map((one) => one.textContent).join("\n\n");
    }

    function paragraph(text, kind) {
      const drawn = document.createElement("p");
      drawn.textContent = text;
      drawn.dir = "auto";
      drawn.className = kind;
      drawn.dataset.said = "";
      return drawn;
    }

    /** Puts in what was written in the chat and what was typed here, and lets every link and button follow. */
    function refresh() {
      const signed = [name, place].map((field) => prose(field?.value ?? "")).filter(Boolean).join("\n");
      const all = paragraphs(own.letter);
      if (ours) {
        ours.hidden = all.length > 0;
        whole.hidden = !all.length;
        ownPlace.textContent = prose(own.paragraph);
        ownPlace.hidden = !ownPlace.textContent;
        if (signature) {
          signature.textContent = signed || blank;
          signature.classList.toggle("blank", !signed);
        }
        whole.replaceChildren(...all.filter((one) => one !== blank).map((one) => paragraph(one, "")));
        if (signed || all.includes(blank)) whole.append(paragraph(signed || blank, signed ? "signature" : "signature blank"));
      }
      const shown = find("address-shown");
      if (shown) shown.textContent = prose(address.value);
      const changed = Boolean(signed || all.length || prose(own.paragraph) || shown?.textContent);
      const note = find("changed");
      if (note) {
        note.hidden = !changed;
        pdf.className = changed ? "plain" : "strong";
        find("print").className = changed ? "strong scripted" : "plain scripted";
      }
      carry(body());
    }

    /** Links take the letter with them if there is room, and the pieces for a form are cut again. */
    function carry(text) {
      const links = [...document.querySelectorAll("a[data-start]")];
      for (const link of links) {
        const full = `${link.dataset.start}&body=${encoded(text.replaceAll("\n", "\r\n"))}`;
        link.href = full.length <= limit ? full : link.dataset.start;
      }
      if (links.length) find("ways").classList.toggle("crowded", links[0].getAttribute("href") === links[0].dataset.start);
      for (const cut of document.querySelectorAll("[data-size]")) recut(cut, pieces(text, Number(cut.dataset.size)));
    }

    function recut(cut, texts) {
      cut.hidden = texts.length < 2;
      const shown = [...cut.querySelectorAll(".passage")];
      shown.slice(texts.length).forEach((one) => one.remove());
      texts.forEach((text, number) => {
        const one = shown[number] ?? cut.appendChild(shown[0].cloneNode(true));
        one.querySelector(".letter").textContent = text;
        const button = one.querySelector("button");
        button.textContent = cut.dataset.label.replace("1", number + 1);
        button.dataset.copy = text;
      });
    }

    function initials(text) {
      const words = text.split(/[\s.-]+/u).filter(Boolean);
      return words.map((word) => `${[...word][0].toLocaleUpperCase()}.`).join("");
    }

    async function take(said) {
      try {
        Object.assign(own, await unpacked(said));
        find("unread").hidden = true;
        refresh();
      } catch {
        find("unread").hidden = false;
      }
      root.classList.remove("reading");
    }

    main.addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("print" in button.dataset) print();
      else if ("initials" in button.dataset) {
        name.value = initials(name.value);
        name.focus();
        refresh();
      } else {
        const done = await copy("copyLetter" in button.dataset ? body() : button.dataset.copy);
        button.focus({ preventScroll: true });
        tell(button, done);
      }
    });

    function tell(button, done) {
      const [copied, failed] = [main.dataset.copied, main.dataset.notCopied];
      find("spoken").textContent = "";
      requestAnimationFrame(() => (find("spoken").textContent = done ? copied : failed));
      find("spoken").classList.toggle("unseen", done);
      if (!done) return;
      button.dataset.done = copied;
      setTimeout(() => delete button.dataset.done, 2000);
    }

    for (const field of [name, place, address]) field?.addEventListener("input", refresh);
    if (typeof print !== "function") find("print")?.remove();
    addEventListener("hashchange", () => {
      const said = takeFragment();
      if (said) take(said);
    });
    addEventListener("pagehide", () => {
      for (const field of [name, place, address]) if (field) field.value = ""; // a phone may be shared
    });
    if (fragment) take(fragment);
    fragment = "";
  });
})();
