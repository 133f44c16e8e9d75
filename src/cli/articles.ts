/** `footnote articles`: what is indexed, or how one file was read. */
import { counted } from '../counted.ts';
import type { ArticleSummary } from '../model.ts';
import { print, printable, printJson } from '../terminal.ts';
import { colors, openedConfig, type SharedFlags } from './context.ts';
import { withLibrary } from './with-library.ts';

/** The flags of `footnote articles`. */
export interface ArticlesFlags extends SharedFlags {
  readonly json?: boolean;
}

/** Lists every article on standard output. */
export async function listArticles(flags: ArticlesFlags): Promise<void> {
  await withLibrary(await openedConfig(flags), async (library) => {
    const articles = await library.articles();
    if (flags.json) {
      printJson(articles);
      return;
    }
    for (const article of articles) print(`${articleLines(article)}\n`);
    const { passages } = library.status();
    print(`${counted(articles.length, 'article')}, ${counted(passages, 'passage')} indexed.\n`);
  });
}

function articleLines(article: ArticleSummary): string {
  const { title, author, publisher, published, paragraphs, file } = article;
  const facts = [author, publisher, published, counted(paragraphs, 'paragraph'), printable(file)];
  return `${colors.bold(title)}\n   ${colors.dim(facts.filter((fact) => fact !== null).join(' · '))}`;
}
