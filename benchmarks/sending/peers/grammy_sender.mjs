// grammY sends: `grammy_sender.mjs API TOKEN MESSAGE FIRST COUNT IN_FLIGHT RATE`; as it comes it has no pace of its own.
import { Bot } from "grammy";
import { api, sendAll, token } from "./sending.mjs";

const bot = new Bot(token, { client: { apiRoot: api } });
await bot.api.getMe();
await sendAll((chat, text, more) => bot.api.sendMessage(chat, text, more));
