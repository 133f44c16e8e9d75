/** From the configuration to how a library is opened: the same for the bot and the command line. */
import type { Config } from './config.ts';
import type { LibraryOptions } from './library/keeper.ts';
import { statement } from './refusals.ts';
import type { Reporter } from './reporter.ts';

/** Options for `openLibrary`, but for whether the folder is watched. */
export function libraryOptions(
  { articlesDir, dataDir, embedding }: Config,
  reporter: Reporter,
): Omit<LibraryOptions, 'watch' | 'vitals'> {
  return {
    articlesDir,
    dataDir,
    reporter,
    embedding: {
      model: embedding.model,
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
