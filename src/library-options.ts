/** From the configuration to how a library is opened: the same for the bot and the command line. */
import { FORMER_MODEL } from '../embeddings/models.ts';
import type { Config } from './config.ts';
import type { LibraryOptions } from './library/keeper.ts';
import { type Notice, statement } from './refusals.ts';
import type { Reporter } from './reporter.ts';
import { linkedFoldersOf } from './sources/linked.ts';

/** What is to be said of the settings when something starts with them; none where all is as it was. */
export function settingNotices({ embedding: { isRenamed, model } }: Config): Notice[] {
  return isRenamed ? [statement('modelRenamed', { former: FORMER_MODEL, model })] : [];
}

/** Options for `openLibrary`, but for whether the folder is watched. */
export function libraryOptions(
  config: Config & Pick<LibraryOptions, 'collection' | 'apart'>,
  reporter: Reporter,
): Omit<LibraryOptions, 'watch' | 'vitals'> {
  const { articlesDir, dataDir, embedding, collection, apart } = config;
  return {
    articlesDir,
    dataDir,
    ...(collection !== undefined && { collection }),
    ...(apart !== undefined && { apart }),
    linked: linkedFoldersOf(articlesDir),
    reporter,
    embedding: {
      model: embedding.model,
      reader: embedding.reader,
      bundledDir: embedding.bundledDir,
      cacheDir: embedding.cacheDir,
      ...(embedding.hubUrl !== null && { hubUrl: embedding.hubUrl }),
      ...(embedding.queryPrefix !== null && { queryPrefix: embedding.queryPrefix }),
      ...(embedding.passagePrefix !== null && { passagePrefix: embedding.passagePrefix }),
      onDownload: ({ file, loaded, total }) =>
        reporter.progress({
          label: statement('downloading', { model: embedding.model, file }),
          done: Math.floor(loaded / 1_000),
          total: Math.ceil(total / 1_000),
        }),
    },
  };
}
