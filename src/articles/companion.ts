/** `NAME.yaml` beside a file, such as `report.pdf.yaml`: its title, author and date as whoever keeps it knows them. */
import { createHash } from 'node:crypto';
import { type Reason, statement, type Warning } from '../refusals.ts';
import { type Draft, type DraftMetadata, noMetadata } from './draft.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { SiteFile } from './site.ts';
import { removeInvisible } from './tidy.ts';

/** After the whole name of a file, so that `report.pdf` and `report.docx` have one each. */
export const COMPANION_ENDING = '.yaml';

/** Of what front matter may have. */
export const MAX_COMPANION_BYTES = 16 * 1024;

/** A companion as it was found, or why it was not read. */
export type CompanionFile = { readonly bytes: Uint8Array } | { readonly problem: Reason };

/** Metadata that overrule a file's own, and what is wrong with them. */
export interface Companion {
  readonly metadata: DraftMetadata;
  readonly warnings: readonly Warning[];
}

/**
 * SHA-256, hex, by which it is seen that a file, its companion or its site has changed; of the file alone
 * where there are none.
 */
export function contentHash(
  bytes: Uint8Array,
  companion: CompanionFile | null,
  site: readonly SiteFile[] = [],
): string {
  const hash = createHash('sha256').update(bytes);
  // A file's end and a companion's beginning are told apart by the length.
  if (companion !== null && 'bytes' in companion) {
    hash.update(`\n${bytes.length}\n`).update(companion.bytes);
  }
  for (const { path, bytes: said } of site) hash.update(`\n${path}\n${said.length}\n`).update(said);
  return hash.digest('hex');
}

/** Reads a companion, by the rules of front matter. @param file that it stands beside */
export function readCompanion(companion: CompanionFile | null, file: string): Companion {
  const name = (file.split('/').at(-1) ?? file) + COMPANION_ENDING;
  if (companion === null) return { metadata: noMetadata(), warnings: [] };
  if ('problem' in companion) {
    const unread = statement('companionUnread', { file: name, reason: companion.problem });
    return { metadata: noMetadata(), warnings: [unread] };
  }
  const { metadata, warnings } = readFields(companion.bytes);
  return {
    metadata,
    warnings: warnings.map((warning) => statement('ofCompanion', { file: name, warning })),
  };
}

function readFields(bytes: Uint8Array): Companion {
  const lines = removeInvisible(new TextDecoder().decode(bytes)).trim().split('\n');
  // It may begin and end as front matter does.
  if (lines[0]?.trim() === '---') lines.shift();
  if (/^(?:---|\.\.\.)$/.test(lines.at(-1)?.trim() ?? '')) lines.pop();
  const source = lines.join('\n');
  const { metadata, present, warnings } = splitFrontMatter(`---\n${source}\n---\n`);
  return present || source.trim() === ''
    ? { metadata, warnings }
    : { metadata, warnings: [statement('frontMatterNoKeys')] };
}

/** Drafts with the companion's values before their own; of several only the first gets the title. */
export function withCompanion(drafts: readonly Draft[], { metadata }: Companion): Draft[] {
  return drafts.map((draft, i) => {
    const known = Object.entries(metadata).filter(
      ([key, value]) => value !== null && (i === 0 || key !== 'title'),
    );
    return { ...draft, metadata: { ...draft.metadata, ...Object.fromEntries(known) } };
  });
}

/** Why a companion is not read, or null. */
export function companionProblem(size: number): Reason | null {
  return size <= MAX_COMPANION_BYTES
    ? null
    : statement('tooLarge', { size, max: MAX_COMPANION_BYTES });
}
