import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/project-root.ts';

/** Which of our own files each layer may import, beside its own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/model.ts': ['src/refusals.ts'],
  'src/refusals.ts': [],
  'src/terminal.ts': [],
  'src/reporter.ts': ['src/refusals.ts', 'src/languages', 'src/terminal.ts'],
  'src/languages': ['src/refusals.ts'],
  'src/base32.ts': [],
  'src/project-root.ts': [],
  'src/package-version.ts': ['src/project-root.ts'],
  'src/time-slices.ts': [],
  'src/after-ms.ts': [],
  'src/data-folders.ts': [],
  'src/snowflake.ts': [],
  // What is seen and changed where; whoever keeps a collection is handed one.
  'src/collections/collection.ts': ['src/base32.ts'],
  'src/collections/access.ts': ['src/collections/collection.ts'],
  // What servers chose; whoever heeds it is handed it.
  'src/settings': ['src/snowflake.ts', 'src/state', 'src/languages', 'src/cards/card.ts'],
  // Where state is kept; what it means is for those who keep it.
  'src/state': [
    'src/database/revision.ts',
    'src/refusals.ts',
    'src/time-slices.ts',
    'src/data-folders.ts',
    'src/articles',
  ],
  'src/collections': [
    'src/model.ts',
    'src/refusals.ts',
    'src/base32.ts',
    'src/snowflake.ts',
    'src/data-folders.ts',
    'src/supervision',
    'src/articles',
    'src/state',
    'src/intake',
    'src/sources',
    'src/library',
    'src/editorial/editorial.ts',
    'src/gaps',
    'src/settings',
    'src/feedback',
    'src/statistics',
    'src/quotes',
    'src/announcements',
    'embeddings',
  ],
  // From one place to the other: it puts libraries and writers together as `cli.ts` does, for one move.
  'src/moving': [
    'src/config.ts',
    'src/data-folders.ts',
    'src/library-options.ts',
    'src/open-writer.ts',
    'src/refusals.ts',
    'src/reporter.ts',
    'src/snowflake.ts',
    'src/supervision',
    'src/reading',
    'src/articles',
    'src/citations',
    'src/collections',
    'src/database',
    'src/editorial',
    'src/index',
    'src/intake',
    'src/library',
    'src/sources',
    'src/state',
    'embeddings',
  ],
  'src/state/state-folder.ts': [],
  // Connections and what holds for all tables; what is in them, whoever keeps it knows.
  'src/database': ['src/supervision', 'src/refusals.ts'],
  // What the processes of a bot agree on through it.
  'src/fleet': ['src/supervision', 'src/refusals.ts', 'src/database', 'src/discord/shards.ts'],
  'src/fleet/together.ts': [],
  'src/http.ts': [],
  'src/fault-id.ts': [],
  'src/lifecycle.ts': [],
  'src/supervision': ['src/refusals.ts'],
  embeddings: ['src/refusals.ts', 'src/time-slices.ts', 'src/supervision'],
  'src/articles': [
    'src/model.ts',
    'src/refusals.ts',
    'src/languages',
    'src/citations/make-citation-id.ts',
  ],
  // It runs the work of those who use it, and knows none of them: a work's module is an address.
  'src/reading': ['src/supervision', 'src/model.ts', 'src/refusals.ts', 'src/articles'],
  'src/citations': [
    'src/model.ts',
    'src/collections/collection.ts',
    'src/refusals.ts',
    'src/state/state-folder.ts',
    'src/base32.ts',
    'src/snowflake.ts',
    'src/time-slices.ts',
    'src/languages',
    'src/articles/sentences.ts',
    'src/articles/context.ts',
    'src/articles/spans.ts',
  ],
  'src/citations/citation-id.ts': ['src/base32.ts'],
  // Ranking sees the contract and what both sides agree on, never what is behind it.
  'src/search': [
    'src/model.ts',
    'src/refusals.ts',
    'src/languages',
    'src/index/passage-index.ts',
    'src/index/bm25.ts',
    // What models are told and what they say, as plain data.
    'embeddings/cosine-scale.ts',
    'embeddings/passage-text.ts',
    'embeddings/reading.ts',
  ],
  // An engine knows words, and nothing of how its finds are weighed.
  'src/index': [
    'src/refusals.ts',
    'src/time-slices.ts',
    'src/search/terms.ts',
    'src/search/near-spellings.ts',
    'src/citations/citation-id.ts',
    'embeddings',
  ],
  'src/library': [
    'src/collections/collection.ts',
    'src/database',
    'src/supervision',
    'src/reading',
    'src/model.ts',
    'src/time-slices.ts',
    'src/refusals.ts',
    'src/reporter.ts',
    'src/data-folders.ts',
    'src/state',
    'src/languages',
    'src/articles',
    'src/citations',
    'src/editorial',
    'src/search',
    'src/index',
    'src/quotes',
    'embeddings',
  ],
  'src/quotes': [
    'src/reading',
    'src/model.ts',
    'src/refusals.ts',
    'src/time-slices.ts',
    'src/languages',
    'src/articles',
    'src/citations/citation-id.ts',
    // What somebody may mean by a word is the same in a question and in a quote.
    'src/search/near-spellings.ts',
    'src/search/terms.ts',
  ],
  'src/intake': [
    'src/supervision',
    'src/reading',
    'src/model.ts',
    'src/time-slices.ts',
    'src/refusals.ts',
    'src/state',
    'src/database/errors.ts',
    'src/base32.ts',
    'src/snowflake.ts',
    'src/citations/message-link.ts',
    'src/data-folders.ts',
    'src/languages',
    'src/articles',
  ],
  // Fetches, reads and keeps as the intake does; knows no index and no Discord.
  'src/sources': [
    'src/supervision',
    'src/reading',
    'src/model.ts',
    'src/time-slices.ts',
    'src/refusals.ts',
    'src/state',
    'src/data-folders.ts',
    'src/languages',
    'src/articles',
    'src/citations/make-citation-id.ts',
    'src/intake',
  ],
  // What editors say beside their articles; what it means for a question, the library decides.
  'src/editorial': [
    'src/model.ts',
    'src/refusals.ts',
    'src/state',
    'src/articles',
    'src/citations/citation-id.ts',
    'src/intake/random-id.ts',
    'src/languages',
    'src/search/terms.ts',
  ],
  // What was said of answers: as gaps, lines of a place.
  'src/feedback': [
    'src/state/state-folder.ts',
    'src/state/dated-lines.ts',
    'src/gaps/without-people.ts',
    'src/gaps/group.ts',
  ],
  // How much is used, and what is told of that; how it is posted is handed in.
  'src/statistics': [
    'src/after-ms.ts',
    'src/model.ts',
    'src/snowflake.ts',
    'src/state/state-folder.ts',
    'src/settings/server-settings.ts',
    'src/languages',
    'src/citations',
    'src/search/terms.ts',
    'src/library/library.ts',
    'src/gaps',
    'src/feedback/feedback-log.ts',
  ],
  'src/gaps': [
    'src/model.ts',
    'src/refusals.ts',
    'src/state/state-folder.ts',
    'src/state/dated-lines.ts',
    'src/languages',
    'src/search/terms.ts',
  ],
  'src/discord': [
    'src/cards/card.ts',
    'src/cards/card-content.ts',
    'src/cards/cards.ts',
    'src/cards/contrast.ts',
    'src/supervision',
    'src/fault-id.ts',
    'src/model.ts',
    'src/refusals.ts',
    'src/snowflake.ts',
    'src/languages',
    'src/citations',
    'src/library/library.ts',
    'src/library/ask-following.ts',
    'src/library/no-article.ts',
    'src/gaps/gap-log.ts',
    'src/gaps/waiting-askers.ts',
    'src/settings',
    'src/gaps/group.ts',
    'src/gaps/noise.ts',
    'src/gaps/without-people.ts',
    'src/feedback/feedback-log.ts',
    'src/feedback/disliked.ts',
    'src/statistics',
    'src/quotes',
    'src/intake',
    'src/sources/source.ts',
    'src/sources/source-settings.ts',
    'src/sources/sources.ts',
    'src/announcements',
    'src/collections/collection.ts',
    'src/collections/access.ts',
    'src/collections/communities.ts',
    'src/collections/direct-messages.ts',
    'src/editorial/answers-file.ts',
    'src/editorial/editorial.ts',
    'src/collections/quota-use.ts',
    'src/collections/leaving.ts',
    'src/fleet/together.ts',
  ],
  // A quote as a picture; what for is nothing to it.
  'src/cards': ['src/model.ts', 'src/refusals.ts', 'src/supervision', 'src/citations'],
  // What sources bring, told in channels: by whom and how it is posted is handed in.
  'src/announcements': [
    'src/after-ms.ts',
    'src/model.ts',
    'src/state/state-folder.ts',
    'src/citations',
    'src/library/library.ts',
    'src/sources/limits.ts',
    'src/sources/source.ts',
    'src/sources/sources.ts',
  ],
  // What an operator sees; nothing that answers knows of it.
  'src/operations': [
    'src/reader-page/page-result.ts',
    'src/supervision',
    'src/refusals.ts',
    'src/reporter.ts',
    'src/data-folders.ts',
    'src/fault-id.ts',
    'src/lifecycle.ts',
    'src/http.ts',
    'src/terminal.ts',
    'src/languages',
    'src/library/library.ts',
    'src/collections/holdings.ts',
    'src/database/open-database.ts',
    'src/fleet/together.ts',
    'src/discord',
  ],
  // What whoever has an address may read; it shows, and keeps and changes nothing.
  'src/reader-page': [
    'src/model.ts',
    'src/refusals.ts',
    'src/http.ts',
    'src/time-slices.ts',
    'src/supervision/deadline.ts',
    'src/languages',
    'src/articles/spans.ts',
    'src/cards/card.ts',
    'src/cards/cards.ts',
    'src/cards/direction.ts',
    'src/citations',
    'src/sources/source.ts',
    'src/collections/access.ts',
    'src/collections/collection.ts',
    'src/collections/communities.ts',
  ],
  'src/reader-page/page-result.ts': [],
  'src/playground': [
    'src/model.ts',
    'src/refusals.ts',
    'src/project-root.ts',
    'src/languages',
    'src/http.ts',
    'src/citations/citation-id.ts',
    'src/citations/quote-layout.ts',
  ],
  // Discord's part knows nothing of the page that shows it, and the page runs in a browser.
  'src/playground/stand-in': ['src/refusals.ts', 'src/http.ts', 'src/playground/guard.ts'],
  'src/playground/page': [
    'src/model.ts',
    'src/citations/citation-id.ts',
    'src/citations/quote-layout.ts',
  ],
  commands: [
    'src/supervision',
    'src/model.ts',
    'src/refusals.ts',
    'src/languages',
    'src/citations',
    'src/library/library.ts',
    'src/library/filter.ts',
    'src/library/suggestions.ts',
    'src/editorial',
    'src/gaps',
    'src/feedback',
    'src/statistics',
    'src/settings',
    'src/snowflake.ts',
    'src/cards/contrast.ts',
    'src/quotes',
    'src/intake',
    'src/sources/source.ts',
    'src/sources/source-settings.ts',
    'src/sources/limits.ts',
    'src/sources/sources.ts',
    'src/discord',
    // Bound to an access before they come here: no command makes one.
    'src/collections/communities.ts',
    'src/collections/collection.ts',
    'src/collections/care.ts',
    'src/fleet/together.ts',
  ],
};

/** Those that decide on what somebody may see and change; nobody else can make an access. */
const GRANTS = ['src/discord/access-of.ts', 'src/reader-page/page-access.ts', 'src/cli'];

const FILE_READERS = [
  'src/cards/fonts.ts',
  'src/moving',
  'src/project-root.ts',
  'src/package-version.ts',
  'embeddings',
  'src/articles',
  'src/state',
  'src/collections',
  'src/intake',
  'src/sources',
  'src/reading/usage.ts',
  'src/index',
  'src/library',
  'src/playground',
  'src/operations/lock-places.ts',
  'src/operations/lock-sockets.ts',
  'src/operations/instance-lock.ts',
];

/** Packages, with all their parts, that only the layers they are named for may touch. */
const KEPT_TO: Readonly<Record<string, readonly string[]>> = {
  '@xenova/transformers': ['embeddings'],
  'onnxruntime-node': ['embeddings'],
  stemmer: ['src/languages'],
  '@orama/stemmers': ['src/languages'],
  'discord.js': ['src/discord', 'commands', 'src/playground'],
  'node:fs': FILE_READERS,
  'node:fs/promises': FILE_READERS,
  unpdf: ['src/articles'],
  mammoth: ['src/articles/docx'],
  jszip: ['src/articles/docx', 'src/collections/export-collection.ts'],
  yauzl: ['src/articles/zip.ts'],
  saxes: ['src/articles/xml.ts'],
  'csv-parse': ['src/articles'],
  '@asciidoctor/core': ['src/articles/asciidoc'],
  ws: ['src/playground/stand-in'],
  pg: ['src/database'],
  'pg-protocol': ['src/database'],
  hono: [
    'src/playground',
    'src/http.ts',
    'src/operations',
    'src/reader-page',
    'src/cli/report-html.ts',
  ],
  'prom-client': ['src/operations'],
  '@takumi-rs/core': ['src/cards'],
  feedsmith: ['src/sources'],
  'robots-parser': ['src/sources'],
  '@hono/node-server': ['src/playground', 'src/http.ts', 'src/reader-page'],
};

const root = projectRoot();

/** Source files of the layers, relative to the project, with `/`. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => posix.join(entry.parentPath.slice(root.length + 1), entry.name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^'"]*?from\s+'([^']+)'|\bimport\('([^']+)'\)/gms)]
    .map((match) => match[1] ?? match[2] ?? '')
    .map((target) => (target.startsWith('.') ? posix.join(dirname(file), target) : target));
}

function isIn(file: string, layer: string): boolean {
  return file === layer || file.startsWith(`${layer}/`);
}

const files = [...sources('src'), ...sources('embeddings'), ...sources('commands')];

describe('layers', () => {
  it('sees the files and their imports', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(importsOf('src/config.ts')).toContain('src/refusals.ts');
    expect(importsOf('src/config.ts')).toContain('zod');
  });

  it.each(Object.keys(MAY_IMPORT))('%s imports only what lies below it', (layer) => {
    const allowed = [layer, ...(MAY_IMPORT[layer] ?? [])];
    const forbidden = files
      .filter((file) => isIn(file, layer))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => target.endsWith('.ts'))
          .filter((target) => !allowed.some((each) => isIn(target, each)))
          .map((target) => `${file} imports ${target}`),
      );
    expect(forbidden).toEqual([]);
  });

  it('has no circle of imports, of types either', () => {
    const left = new Map(files.map((file) => [file, importsOf(file)]));
    const isLeaf = (targets: readonly string[]) => !targets.some((target) => left.has(target));
    for (let size = -1; size !== left.size; ) {
      size = left.size;
      for (const [file, targets] of left) if (isLeaf(targets)) left.delete(file);
    }
    expect([...left.keys()]).toEqual([]);
  });

  it('src/languages takes nothing but types from elsewhere', () => {
    const values = files
      .filter((file) => isIn(file, 'src/languages'))
      .flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8');
        const taken = text.matchAll(
          /^(?:import|export)\s+(?!type\b)[^'";]*from\s+'(\.\.[^']*)'/gms,
        );
        return [...taken].map((match) => `${file} takes ${match[1]}`);
      });
    expect(values).toEqual([]);
  });

  it('has an access made where it is decided on, and nowhere else', () => {
    const makes = files.filter((file) =>
      /\bgrantAccess\b|\bas Access\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(makes).toContain('src/discord/access-of.ts');
    const elsewhere = makes
      .filter((file) => file !== 'src/collections/access.ts')
      .filter((file) => !GRANTS.some((layer) => isIn(file, layer)));
    expect(elsewhere).toEqual([]);
  });

  it('imports no package that may not be there', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const optional = Object.keys(optionalDependencies);
    expect(optional).toContain('hnswlib-node');
    const importing = files.filter((file) =>
      importsOf(file).some((target) => optional.some((name) => isIn(target, name))),
    );
    expect(importing).toEqual([]);
  });

  it.each(Object.keys(KEPT_TO))('%s stays where it belongs', (name) => {
    // What puts things together, at the top of src/ and in the command line, is no layer.
    const layers = Object.keys(MAY_IMPORT);
    const outside = files
      .filter((file) => layers.some((layer) => isIn(file, layer)))
      .filter((file) => !(KEPT_TO[name] ?? []).some((layer) => isIn(file, layer)))
      .filter((file) => importsOf(file).some((target) => isIn(target, name)));
    expect(outside).toEqual([]);
  });
});
