/** Intake and sources that take no more than their collection's quotas allow. */
import type { Intake } from '../intake/intake.ts';
import type { Kept, Staged } from '../intake/stage.ts';
import type { FileReading } from '../model.ts';
import type { Sources } from '../sources/sources.ts';
import type { QuotaUse } from './quota-use.ts';

/** What comes with a file. */
export interface More {
  readonly articles: number;
  /** At least: each block is one or more. */
  readonly passages: number;
  readonly bytes: number;
}

/** @throws Refusal `quota…` where some of it does not fit. */
export async function refuseMore(quotas: QuotaUse, more: More): Promise<void> {
  await quotas.refuse('articles', more.articles);
  await quotas.refuse('passages', more.passages);
  await quotas.refuse('bytes', more.bytes);
}

/** What a file that was read comes to. */
function moreOf({ articles }: FileReading, bytes: number): More {
  const passages = articles.reduce((sum, { blocks }) => sum + blocks.length, 0);
  return { articles: articles.length, passages, bytes };
}

const textBytes = ({ articles }: FileReading): number =>
  articles.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);

/** Sizes of waiting articles that are remembered: more than may wait. */
const MOST_REMEMBERED = 1_000;

/**
 * An intake within quotas. Whoever adds something hears of them before it is read where that is possible,
 * and again before it is kept: others may have been quicker.
 * @param onKept told of a file that is among the articles from now on, before the library knows it.
 */
export function intakeWithin(
  intake: Intake,
  quotas: QuotaUse,
  onKept: (file: string, more: More) => void,
): Intake {
  /** Of what waits, by id; of what was staged before a restart it is not known. */
  const staged = new Map<string, More>();
  /** Two that are kept at once do not both take the last place. Never rejects. */
  let keeping: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = keeping.then(work);
    keeping = turn.catch(() => {});
    return turn;
  }

  async function stage(bytes: number, work: () => Promise<Staged>): Promise<Staged> {
    await quotas.refuse('waiting', 1);
    await refuseMore(quotas, { articles: 1, passages: 1, bytes });
    const result = await work();
    const more = moreOf(result.reading, bytes || textBytes(result.reading));
    try {
      await refuseMore(quotas, more);
    } catch (error) {
      await intake.discard(result.id).catch(() => {});
      throw error;
    }
    const [oldest] = staged.keys();
    if (oldest !== undefined && staged.size >= MOST_REMEMBERED) staged.delete(oldest);
    staged.set(result.id, more);
    return result;
  }

  return {
    ...intake,
    stageFile: (file, by) => stage(file.bytes.length, () => intake.stageFile(file, by)),
    stageUrl: (url, by) => stage(0, () => intake.stageUrl(url, by)),
    keep: (id, seen, by) =>
      inTurn(async (): Promise<Kept> => {
        // Without bounds nothing need be known of it.
        if (!isBounded(quotas)) return intake.keep(id, seen, by);
        const more = staged.get(id) ?? (await readMore(intake, id));
        await refuseMore(quotas, more);
        const kept = await intake.keep(id, seen, by);
        staged.delete(id);
        onKept(kept.file, more);
        return kept;
      }),
    async discard(id) {
      staged.delete(id);
      await intake.discard(id);
    },
    restore: (id) =>
      inTurn(async () => {
        const entry = (await intake.removed()).find((each) => each.id === id);
        const more = { articles: Math.max(1, entry?.titles.length ?? 1), passages: 1, bytes: 0 };
        await refuseMore(quotas, more);
        const restored = await intake.restore(id);
        onKept(restored.file, more);
        return restored;
      }),
  };
}

function isBounded({ limits }: QuotaUse): boolean {
  return [limits.articles, limits.passages, limits.bytes].some((most) => most !== null);
}

async function readMore(intake: Intake, id: string): Promise<More> {
  const { outline, paragraphs } = await intake.preview(id);
  return { articles: outline.head.articles.length, passages: paragraphs, bytes: 0 };
}

/** Sources within quotas: how many there are. What they bring is bounded where it is written. */
export function sourcesWithin(sources: Sources, quotas: QuotaUse): Sources {
  return {
    ...sources,
    async preview(wanted, by) {
      await quotas.refuse('sources', 1);
      return sources.preview(wanted, by);
    },
    async add(previewId) {
      await quotas.refuse('sources', 1);
      return sources.add(previewId);
    },
  };
}
