/** Reads a draft to be verified: a file, or what is typed or piped in. */
import { isRefusal, Refusal } from '../refusals.ts';
import { STANDARD_INPUT } from './draft-report.ts';
import { openToRead, unreadable } from './open-to-read.ts';

/** Bytes; larger drafts are something else. */
const LARGEST_DRAFT = 5_000_000;

/** The text of a draft. @throws Refusal where it cannot be read, is too large, or is no UTF-8. */
export async function readDraft(file: string): Promise<string> {
  try {
    const bytes = file === STANDARD_INPUT ? await readInput() : await readFile(file);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    if (cause instanceof TypeError) throw new Refusal('draftNotText', { file }, { cause });
    throw unreadable(file, cause);
  }
}

async function readFile(file: string): Promise<Buffer> {
  const handle = await openToRead(file);
  try {
    const { size } = await handle.stat();
    if (size > LARGEST_DRAFT) throw tooLarge(file);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_DRAFT) throw tooLarge(STANDARD_INPUT);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function tooLarge(file: string): Refusal {
  return new Refusal('draftTooLarge', { file, max: LARGEST_DRAFT });
}
