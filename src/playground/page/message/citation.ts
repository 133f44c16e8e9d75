/** A citation id as a way into the article that it is from. */
import { findCitationId } from '../../../citations/citation-id.ts';
import type { PageContext } from '../context.ts';
import { button, type Child } from '../dom.ts';
import { icon } from '../icons.ts';
import { words } from '../words/words.ts';

/**
 * A text with the citation id in it as a button.
 * @param highlight what was in bold of the quote, asked for when it is pressed.
 * @returns the text alone where it has none.
 */
export function withCitation(
  text: string,
  highlight: () => string | null,
  page: PageContext,
): Child[] {
  const citationId = findCitationId(text);
  if (citationId === null) return [text];
  const at = text.indexOf(citationId);
  const open = button(
    {
      class: 'citation',
      title: words.showInArticle,
      'aria-label': words.showPassage(citationId),
      'data-key': `citation-${citationId}`,
    },
    () => page.openArticle({ citationId, highlight: highlight() }),
    icon('file'),
    citationId,
  );
  return [text.slice(0, at), open, text.slice(at + citationId.length)];
}

/** What of some Markdown is in bold, by lines; null where nothing is. */
export function boldIn(nodes: readonly Element[]): string | null {
  const strong = nodes.flatMap((node) => [...node.querySelectorAll('strong')]);
  return strong.map((one) => one.textContent).join('\n') || null;
}
