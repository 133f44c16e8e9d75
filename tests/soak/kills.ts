/** The whole program killed at random moments: what was reported as kept is there, and is answered. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { buttonsOf } from '../support/bot.ts';
import { randomFrom } from '../support/random.ts';
import { type Folders, inFolders } from './folders.ts';
import { type SoakedProgram, startSoaked } from './program.ts';
import type { Stage } from './stage.ts';

/** From the start of the process: while it loads, connects, reads, keeps and saves. */
const KILLED_WITHIN_MS = 5_000;
const ADD_EVERY_MS = 30;

/** See the file. */
export const kills: Stage = async ({ seed, short, say }) => {
  const times = short ? 2 : 100;
  const random = randomFrom(seed);
  return inFolders(200, async (folders) => {
    const standIn = await startStandIn();
    /** Words of what the bot said it had kept. */
    const kept: { readonly word: string; readonly file: string }[] = [];
    let moderators = 0;
    const moderator = (): Actor => standIn.as(standIn.addModerator(`Moderator ${moderators++}`));
    let number = 0;
    try {
      for (let n = 0; n < times; n++) {
        const program = start(standIn, folders);
        const killed = pause(random.below(KILLED_WITHIN_MS)).then(() => program.kill('SIGKILL'));
        // One after the other: what is sent and not kept waits for a day, and only so many may.
        let isAlive = true;
        const adding = (async () => {
          await program.says(/Connected/).catch(() => {});
          for (; isAlive; await pause(ADD_EVERY_MS)) {
            const word = `quillmere${number}x`;
            const filename = `mere-${number++}.md`;
            const added = addArticle(moderator(), filename, word).catch(() => false);
            if (await Promise.race([added, program.exited.then(() => false)])) {
              kept.push({ word, file: filename });
            }
          }
        })();
        await killed;
        await program.exited;
        isAlive = false;
        await adding;
        if (n % 10 === 9) say(`${n + 1} kills, ${kept.length} articles kept`);
      }
      const program = start(standIn, folders);
      await program.says(/is ready/);
      await program.says(/Connected/);
      const lost: string[] = [];
      for (const { word, file } of kept) {
        const question = `What is the lake of ${word} known for?`;
        const sent = await moderator().runCommand({ name: 'ask', options: { question } });
        const { message } = await sent.reply();
        const isFound = JSON.stringify(message).includes(word);
        if (!isFound || !existsSync(join(folders.articles, file))) lost.push(file);
      }
      program.kill('SIGTERM');
      const code = await program.exited;
      return [
        {
          promise: `${times} × SIGKILL, ${kept.length} articles reported as kept meanwhile: none lost`,
          measured: lost.length === 0 ? 'none' : `lost: ${lost.join(', ')}`,
          // Twice may be before anything was kept.
          kept: lost.length === 0 && (short || kept.length > 0),
        },
        {
          promise: '… and the next start is whole, and ends with exit code 0',
          measured: `exit code ${code}`,
          kept: code === 0,
        },
      ];
    } finally {
      await standIn.close();
    }
  });
};

function start(standIn: StandIn, { articles, data }: Folders): SoakedProgram {
  const { token, apiUrl } = standIn;
  return startSoaked({ articles, data, token, apiUrl });
}

/** @returns whether the bot said that it kept it. */
async function addArticle(who: Actor, filename: string, word: string): Promise<boolean> {
  const text = `# Lake ${word}\n\nThe lake of ${word} is known for its silver herring.\n`;
  const file = {
    filename,
    contentType: 'text/markdown',
    data: new TextEncoder().encode(text),
  };
  const sent = await who.runCommand({ name: 'articles add', options: { file } });
  const { message } = await sent.reply();
  const keep = message && buttonsOf(message).find(({ label }) => label === 'Keep');
  if (!message || !keep) return false;
  const done = await (await who.click(message.id, keep.id)).reply();
  return done.message?.content.includes(filename) ?? false;
}
