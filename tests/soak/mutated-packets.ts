/** Thousands of misshaped packets through the real client: it goes on, and answers. */
import { setTimeout as pause } from 'node:timers/promises';
import { type FaultyPair, startFaultyPair } from '../support/fault-bot.ts';
import { connectionPackets, mutatedPackets, samplePackets } from '../support/mutated-packets.ts';
import type { Stage } from './stage.ts';

/** Sent before it is looked whether the bot still answers. */
const BATCH = 500;
const TRIES = 3;
const PATIENCE_MS = 10_000;

/** See the file. */
export const mutatedGateway: Stage = async ({ seed, short, say }) => {
  const [packets, ofConnection] = short ? [200, 20] : [10_000, 1_000];
  const pair = await startFaultyPair();
  try {
    await pair.bot.connected;
    const samples = await samplePackets(pair);
    let sent = 0;
    let answered = true;
    for (const text of mutatedPackets(samples, packets, seed)) {
      pair.standIn.sendRaw(text);
      if (++sent % BATCH > 0 && sent < packets) continue;
      answered &&= (await askUntilAnswered(pair)).includes('1931');
      if (sent % 2_000 === 0) say(`${sent} packets`);
    }
    const bad = pair.events.filter(([name]) => name === 'bad packet').length;
    for (const text of mutatedPackets(connectionPackets(pair), ofConnection, seed)) {
      pair.standIn.sendRaw(text);
      await new Promise(setImmediate);
    }
    const well = pair.wellAgain();
    pair.standIn.disconnect(4000);
    await well;
    const after = (await askUntilAnswered(pair)).includes('1931');
    return [
      {
        promise: `${packets} mutated packets: the bot goes on, and answers after every ${BATCH}`,
        measured: answered ? `yes, ${bad} of them were caught` : 'no',
        kept: answered && bad > 0,
      },
      {
        promise: `${ofConnection} mutated packets of the connection itself: it connects again, and answers`,
        measured: after ? 'yes' : 'no',
        kept: after,
      },
    ];
  } finally {
    await pair.close();
  }
};

/**
 * A packet may have made the bot connect anew: what is asked just then comes to nobody, and is
 * asked again, as people do.
 */
async function askUntilAnswered(pair: FaultyPair): Promise<string> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await Promise.race([pair.ask(), pause(PATIENCE_MS, null, { ref: false })]);
    if (answer !== null) return answer;
  }
  return '';
}
