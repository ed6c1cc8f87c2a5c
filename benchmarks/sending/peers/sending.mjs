// What both Node peers do: say `ready` with the processor's seconds so far, wait for a line, send, say what became of it.
import { readFileSync } from "node:fs";

const [api, token, path, ...numbers] = process.argv.slice(2);
const [first, count, inFlight] = numbers.map(Number);
const said = JSON.parse(readFileSync(path, "utf8"));

export { api, token };

export async function sendAll(send) {
  const used = process.cpuUsage();
  console.log("ready", (used.user + used.system) / 1e6);
  await new Promise((go) => process.stdin.once("data", go));
  process.stdin.destroy();
  const ends = {};
  let next = first;
  async function work() {
    while (next < first + count) {
      const chat = next++;
      let end = "delivered";
      try {
        await send(chat, said.text, { reply_markup: said.keyboard });
      } catch (error) {
        end = error.constructor.name;
      }
      ends[end] = (ends[end] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work));
  console.log(JSON.stringify(ends));
  process.exit(0);
}
