/** OpenDocument texts, as LibreOffice writes them. Macros and objects stay packed; nothing is fetched. */
import type { DroppedLine } from '../../model.ts';
import { statement } from '../../refusals.ts';
import { noMetadata, type ReadFormat } from '../draft.ts';
import {
  claimedAuthor,
  claimedDate,
  claimedText,
  claimedTitle,
  titleFrom,
} from '../file-claims.ts';
import { languageTag } from '../front-matter.ts';
import { Unreadable } from '../unreadable.ts';
import { textsOf } from '../xml.ts';
import { openArchive } from '../zip.ts';
import { readContent } from './content.ts';
import { readStyles } from './styles.ts';

const CONTENT = 'content.xml';
const STYLES = 'styles.xml';
const META = 'meta.xml';
const MANIFEST = 'META-INF/manifest.xml';

const META_NAMES = [
  'dc:title',
  'meta:initial-creator',
  'dc:creator',
  'meta:creation-date',
  'dc:language',
];

/** Reads an OpenDocument text: one article. */
export const readOdtFile: ReadFormat = async (bytes) => {
  const archive = await openArchive(bytes);
  const manifest = archive.has(MANIFEST) ? await archive.text(MANIFEST) : '';
  // By one part (ODF 1.2, part 3, 4.8), or the whole document as a package in the package.
  if (/<manifest:encryption-data\b/.test(manifest) || archive.has('encrypted-package')) {
    throw new Unreadable(statement('encrypted'));
  }
  if (!archive.has(CONTENT)) throw new Unreadable(statement('documentDamaged'));
  const content = await archive.text(CONTENT);
  const parts = archive.has(STYLES) ? [await archive.text(STYLES), content] : [content];
  const read = readContent(content, readStyles(parts));
  const said = archive.has(META) ? textsOf(await archive.text(META), META_NAMES) : new Map();
  const { title, blocks } = titleFrom(
    read.blocks,
    claimedText(read.title) ?? claimedTitle(said.get('dc:title')),
  );
  const made = claimedDate(said.get('meta:creation-date'));
  const shown = claimedDate(read.date);
  const dropped: DroppedLine[] = [...read.dropped];
  if (read.author !== null)
    dropped.push({ line: 1, text: read.author, reason: statement('byline') });
  if (read.date !== null) dropped.push({ line: 1, text: read.date, reason: statement('dateLine') });
  return {
    drafts: [
      {
        metadata: {
          ...noMetadata(),
          title,
          author:
            claimedText(read.author) ??
            claimedAuthor(said.get('meta:initial-creator') ?? said.get('dc:creator')),
          published: shown ?? made,
          language: languageTag(said.get('dc:language') ?? ''),
        },
        blocks,
      },
    ],
    dropped,
    warnings: shown === null && made !== null ? [statement('datedByFile')] : [],
  };
};
