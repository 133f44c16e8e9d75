/** A copy of the project whose code and packages a test may change. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/project-root.ts';
import { temporaryFolder } from './library.ts';

/** Such a copy; gone when the test is over. */
export interface ProjectCopy {
  readonly folder: string;
  /** The address of one of its files. */
  address(file: string): string;
  /** Replaces a part of a file, which has to be there. */
  edit(file: string, from: string | RegExp, to: string): void;
  /** Gives an installed package another version. */
  upgrade(name: string): void;
  /** Takes an installed package away, or leaves one in its place that throws when it is loaded. */
  breakPackage(name: string, how: 'missing' | 'unloadable'): void;
}

/** Copies the code; packages, models and what was built for processes of their own are linked to. */
export function copyProject(): ProjectCopy {
  const [root, folder] = [projectRoot(), temporaryFolder()];
  const models = ['embeddings/models', 'tests/fixtures/embeddings/models'];
  const support = ['count-embedded.ts', 'embedding.ts'].map((file) => join('tests/support', file));
  for (const part of ['src', 'embeddings', 'package.json', ...support]) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (path) => !models.some((each) => path === join(root, each)),
    });
  }
  for (const each of models) {
    mkdirSync(dirname(join(folder, each)), { recursive: true });
    symlinkSync(join(root, each), join(folder, each));
  }
  symlinkSync(join(root, 'dist'), join(folder, 'dist'));
  for (const name of installed(join(root, 'node_modules'))) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  return {
    folder,
    address: (file) => pathToFileURL(join(folder, file)).href,
    edit(file, from, to) {
      const before = readFileSync(join(folder, file), 'utf8');
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file} has nothing to replace`);
      writeFileSync(join(folder, file), after);
    },
    upgrade(name) {
      const [original, place] = [root, folder].map((each) => join(each, 'node_modules', name)) as [
        string,
        string,
      ];
      rmSync(place);
      mkdirSync(place);
      for (const part of readdirSync(original))
        symlinkSync(join(original, part), join(place, part));
      const manifest = join(place, 'package.json');
      const content = { ...JSON.parse(readFileSync(manifest, 'utf8')), version: '99.0.0' };
      rmSync(manifest);
      writeFileSync(manifest, JSON.stringify(content));
    },
    breakPackage(name, how) {
      const place = join(folder, 'node_modules', name);
      rmSync(place, { recursive: true });
      if (how === 'missing') return;
      mkdirSync(place);
      // What a native addon of another ABI or system does.
      const code = "process.dlopen({ exports: {} }, require.resolve('./package.json'));";
      writeFileSync(join(place, 'index.js'), code);
      writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '3.0.0' }));
    },
  };
}

function installed(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.') && name !== '.bin') return [];
    if (!name.startsWith('@')) return [name];
    return readdirSync(join(folder, name)).map((each) => join(name, each));
  });
}
