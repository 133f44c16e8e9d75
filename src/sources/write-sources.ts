/** Changes `sources.yaml` as a person would: in place, comments kept, whole or not at all. */
import { realpath } from 'node:fs/promises';
import { type Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { changeBeside } from '../articles/file-beside.ts';
import { parseYaml } from '../articles/plain-yaml.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { writeReason } from '../state/write-reason.ts';
import { MOST_FILE_BYTES, USUAL_AN_HOUR, USUAL_MOST, USUAL_MS } from './limits.ts';
import type { Source } from './source.ts';
import { showKeep, showTime } from './source-settings.ts';
import { parseSources, refuseIfBroken, SOURCES_FILE } from './sources-file.ts';

/** What a new file begins with. */
const HEAD = `# Where articles come from by themselves: see "Sources" in README.md.\n`;

/** A source as the file says it: what is usual is left out. */
function entryOf({ kind, address, name, everyMs, only, most, keep, announce }: Source) {
  return {
    [kind]: address,
    name,
    ...(everyMs !== USUAL_MS[kind] && { every: showTime(everyMs) }),
    ...(only !== null && { only }),
    ...(kind !== 'page' && most !== USUAL_MOST[kind] && { most }),
    ...(keep !== null && { keep: keep.by === 'count' ? keep.count : showKeep(keep) }),
    ...announceEntry(announce),
  };
}

function announceEntry(announce: Source['announce']) {
  if (announce === null) return {};
  const { channel, mostAnHour } = announce;
  return { announce: channel, ...(mostAnHour !== USUAL_AN_HOUR && { 'an-hour': mostAnHour }) };
}

/** The list of sources; made where there is none. */
function listOf(document: Document): YAMLSeq {
  const list = document.get('sources', true);
  if (isSeq(list)) return list;
  if (!isMap(document.contents))
    document.contents = document.createNode({}) as typeof document.contents;
  const made = document.createNode([]) as YAMLSeq;
  document.set('sources', made);
  return made;
}

function written(document: Document): string {
  return document.toString({ lineWidth: 0 });
}

/** The text with a source more, at its end. @param text of the file; null for none. */
export function withSource(text: string | null, source: Source): string {
  const { document } = parseYaml(text ?? HEAD);
  const list = listOf(document);
  // As people write it, whatever an empty list looked like.
  list.flow = false;
  list.add(document.createNode(entryOf(source)));
  return written(document);
}

/** The text without the source that stands in a line. */
export function withoutSource(text: string, line: number): string {
  const { document, lineOf } = parseYaml(text);
  const list = listOf(document);
  list.items = list.items.filter((item) => lineOf(item) !== line);
  return written(document);
}

/** The text with another announcing of the source that stands in a line, or none. */
export function withAnnouncing(text: string, line: number, announce: Source['announce']): string {
  const { document, lineOf } = parseYaml(text);
  const item = listOf(document).items.find((each) => lineOf(each) === line) as YAMLMap | undefined;
  const entry: Readonly<Record<string, string | number>> = announceEntry(announce);
  for (const key of ['announce', 'an-hour']) {
    if (key in entry) item?.set(key, entry[key]);
    else item?.delete(key);
  }
  return written(document);
}

/**
 * Changes the file, as long as it is whole. It is replaced at once, by one that is complete; whatever
 * somebody else wrote meanwhile is not lost.
 * @param change from the file's text, null where there is none, and its sources to the new text.
 * @throws Refusal `sourcesBroken`, `sourcesNotWritten`; what `change` refuses.
 */
export async function changeSources(
  articlesDir: string,
  change: (text: string | null, sources: readonly Source[]) => string,
): Promise<void> {
  try {
    const root = await realpath(articlesDir);
    await changeBeside(root, SOURCES_FILE, MOST_FILE_BYTES, (before) => {
      const read = parseSources(before ?? '', root);
      refuseIfBroken(read);
      return change(before, read.sources);
    });
  } catch (cause) {
    if (isRefusal(cause)) throw cause;
    throw new Refusal('sourcesNotWritten', { reason: writeReason(cause) }, { cause });
  }
}
