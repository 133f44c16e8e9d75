/** What was reworded is told from what was taken out; where that cannot be told, it was taken out. */
import { describe, expect, it } from 'vitest';
import { isTakenOut, wordPairs } from '../../src/citations/taken-out.ts';
import { timeSlice } from '../../src/time-slices.ts';

const taken = async (former: string, now: string) =>
  isTakenOut(former, await wordPairs(now, timeSlice()));

describe('isTakenOut', () => {
  it.each([
    ['a word', 'The ferry carries sixty cars.', 'The ferry carries seventy cars.'],
    [
      'some words, in a longer sentence',
      'The kiln burns at twelve hundred degrees.',
      'The kiln, rebuilt in spring, burns at thirteen hundred degrees or more.',
    ],
    ['case and marks', 'It is: HOT.', 'it is hot'],
    ['where it stands', 'Ida sang. Bo danced all night.', 'Bo danced all night!\nThen Ida sang.'],
    ['another script', '渡轮载六十辆车。', '渡轮载七十辆车。'],
  ])('knows %s that was bettered', async (_, former, now) => {
    expect(await taken(former, now)).toBe(false);
  });

  it.each([
    ['all of it', 'Ines Okafor lives in Mill Lane.', 'The kiln burns.'],
    ['where nothing is left', 'Ines lives in Mill Lane.', ''],
    [
      'a sentence',
      'The kiln burns. Ines Okafor lives in Mill Lane. It is hot.',
      'The kiln burns. It is hot.',
    ],
    [
      'a sentence that begins as others do',
      'The kiln burns. The kiln is at Ines’s house in Mill Lane. It is hot.',
      'The kiln burns. It is hot. The kiln is red.',
    ],
    [
      'a name',
      'The potter Ines Okafor fires it twice a month.',
      'The potter fires it twice a month.',
    ],
    [
      'one word',
      'The potter lives in Lane, at number 7 there.',
      'The potter lives in Lane, at number there.',
    ],
    [
      'the end of a sentence',
      'It is fired twice a month, says Ines Okafor.',
      'It is fired twice a month.',
    ],
    ['the beginning of one', 'On Sundays Ines fires the kiln twice.', 'Ines fires the kiln twice.'],
    ['a line', 'Call her.\n0171 5550123', 'Call her.'],
  ])('knows %s that was taken out', async (_, former, now) => {
    expect(await taken(former, now)).toBe(true);
  });
});
