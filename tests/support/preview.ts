/** Previews of waiting articles, made of articles that are there. */
import { draftBlocksOf } from '../../src/articles/block-text.ts';
import { type Choices, NO_CHOICES } from '../../src/intake/choices.ts';
import { outlineRows } from '../../src/intake/outline.ts';
import { openOutline, outlineOf, writeOutline } from '../../src/intake/outline-file.ts';
import { type Preview, previewOf } from '../../src/intake/preview.ts';
import type { Article, FileReading } from '../../src/model.ts';

/** How it would be shown. @param given what is not as it usually is. */
export function makePreview(
  articles: readonly Article[],
  given: Partial<Pick<FileReading, 'dropped' | 'warnings'>> &
    Partial<Pick<Preview, 'fileName' | 'duplicateOf' | 'choices'>> &
    Partial<Preview['outline']['head']['origin']> = {},
): Preview {
  const { dropped = [], warnings = [], fileName = 'x.md', duplicateOf = null } = given;
  const { fetched = null, claimedUrl = null, claimedPublisher = null } = given;
  const choices: Choices = given.choices ?? NO_CHOICES;
  const parts = articles.map((article) => ({
    title: article.title,
    blocks: draftBlocksOf(article),
  }));
  const reading = { file: fileName, sha256: '', articles, dropped, warnings };
  const origin = { fetched, claimedUrl, claimedPublisher };
  const { head, rows } = outlineOf(reading, outlineRows(parts, dropped), origin);
  const outline = openOutline(writeOutline(head, rows));
  const id = '0123456789abcdef';
  const preview = previewOf({ id, fileName, duplicateOf, expiresAt: 0 }, outline, choices);
  if (preview === null) throw new Error('No article');
  return preview;
}
