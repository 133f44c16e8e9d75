/** Lets managers choose about waiting articles, one choice after the other, and keeps what they chose. */
import type { Reader } from '../reading/reader.ts';
import { Unread } from '../reading/unread.ts';
import type { Work } from '../reading/work.ts';
import { Refusal } from '../refusals.ts';
import { type Choices, isChosen, withCorrections, withRows } from './choices.ts';
import type { Chosen, ToChoose } from './chosen-work.ts';
import type { Corrections } from './corrections.ts';
import type { ToDescribe } from './describe-work.ts';
import type { Places } from './places.ts';
import { changeChoices, numberedOf, openPreview, type Preview, readChoices } from './preview.ts';
import { findWaiting, type Kept, keepStaged } from './stage.ts';
import { CONTENT, OUTLINE, placeOf } from './waiting.ts';

const CHOSEN: Work<ToChoose, Chosen> = { module: new URL('./chosen-work.ts', import.meta.url) };
const DESCRIBED: Work<ToDescribe, string> = {
  module: new URL('./describe-work.ts', import.meta.url),
};

/** Numbers of rows to be kept, and to be left out. */
export interface ChosenRows {
  readonly take: readonly number[];
  readonly leave: readonly number[];
}

/** See the functions of `Intake` by these names. */
export interface Choosing {
  preview(id: string): Promise<Preview>;
  choose(id: string, chosen: ChosenRows): Promise<Preview>;
  correct(id: string, corrections: Corrections): Promise<Preview>;
  describe(id: string, locale: string, by: string): Promise<string>;
  keep(id: string, seen: number, by: string): Promise<Kept>;
}

/** @param reader where texts are written and read again. */
export function choosing(places: Places, reader: Reader): Choosing {
  const { state } = places;
  /** By id: what is being done about it, which never rejects. */
  const busy = new Map<string, Promise<unknown>>();

  /** Whoever chooses at the same time chooses after one another, and nothing is lost. */
  async function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = (busy.get(id) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => {});
    busy.set(id, settled);
    try {
      return await turn;
    } finally {
      if (busy.get(id) === settled) busy.delete(id);
    }
  }

  const preview = async (id: string): Promise<Preview> =>
    openPreview(await findWaiting(id, places), state);

  /** @throws Refusal `severalNotChosen` where the file holds several articles. */
  async function change(
    id: string,
    choose: (preview: Pick<Preview, 'outline' | 'choices'>) => Choices,
  ): Promise<Preview> {
    return inTurn(id, async () => {
      const before = await preview(id);
      const n = before.outline.head.articles.length;
      if (n > 1) throw new Refusal('severalNotChosen', { n });
      const { outline } = before;
      await changeChoices(id, state, (choices) => choose({ outline, choices }));
      return preview(id);
    });
  }

  return {
    preview,
    choose: (id, { take, leave }) =>
      change(id, (before) => {
        const rows = numberedOf(before, [...new Set([...take, ...leave])]);
        return withRows(before.choices, { rows, kept: new Set(take) });
      }),
    correct: (id, corrections) =>
      change(id, ({ choices, outline }) => {
        const [read] = outline.head.articles;
        return read ? withCorrections(choices, corrections, read) : choices;
      }),
    async describe(id, locale, by) {
      const { choices, fileName } = await preview(id);
      const outline = await state.read(`${placeOf(id)}/${OUTLINE}`);
      if (outline === null) throw new Refusal('notWaiting');
      const input = { outline, choices, fileName, locale };
      return reader.read(DESCRIBED, input, { lane: `person ${by}` });
    },
    keep: (id, seen, by) =>
      inTurn(id, async () => {
        const { fileName } = await findWaiting(id, places);
        const choices = await readChoices(id, state);
        if (choices.edition !== seen) throw new Refusal('changedMeanwhile');
        if (!isChosen(choices)) return keepStaged(id, places);
        const files = [OUTLINE, CONTENT].map((name) => `${placeOf(id)}/${name}`);
        const [outline, content] = await state.readEach(files);
        if (!outline || !content) throw new Refusal('notWaiting');
        const input = { outline, choices, content, fileName };
        const chosen = await reader
          .read(CHOSEN, input, { lane: `person ${by}` })
          .catch((cause: unknown) => {
            if (cause instanceof Unread) throw new Refusal('choicesNotKept', {}, { cause });
            throw cause;
          });
        return keepStaged(id, places, chosen);
      }),
  };
}
