// telegraf sends: `telegraf_sender.mjs API TOKEN MESSAGE FIRST COUNT IN_FLIGHT RATE`; it has no pace of its own.
// Its own agent keeps https connections alive; for http this is the same.
import { Agent } from "node:http";
import { Telegraf } from "telegraf";
import { api, sendAll, token } from "./sending.mjs";

const agent = new Agent({ keepAlive: true, keepAliveMsecs: 10000 });
const bot = new Telegraf(token, { telegram: { apiRoot: api, agent } });
await bot.telegram.getMe();
await sendAll((chat, text, more) => bot.telegram.sendMessage(chat, text, more));
