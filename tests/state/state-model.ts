/** What a state folder promises, in memory and in a few lines: what the real ones are compared with. */
import fc from 'fast-check';
import type { StateFolder } from '../../src/state/state-folder.ts';

/** One thing that is done with a state folder. */
export type Step =
  | { readonly do: 'write'; readonly path: string; readonly text: string }
  | { readonly do: 'append'; readonly path: string; readonly text: string }
  | { readonly do: 'extend'; readonly path: string; readonly text: string }
  | { readonly do: 'forget'; readonly path: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'move'; readonly path: string; readonly to: string };

/** Files by path. */
export type Model = ReadonlyMap<string, string>;

function isAt(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}

/** What is there after a step; the code of its error where it fails. */
export function after(model: Model, step: Step): Model | 'ENOENT' | 'EEXIST' {
  const next = new Map(model);
  const { path } = step;
  const before = model.get(path) ?? '';
  if (step.do === 'write') next.set(path, step.text);
  else if (step.do === 'extend') next.set(path, before + step.text);
  else if (step.do === 'append') {
    const glue = before === '' || before.endsWith('\n') ? '' : '\n';
    next.set(path, `${before}${glue}${step.text}\n`);
  } else if (step.do === 'forget') next.delete(path);
  else if (step.do === 'remove') {
    for (const file of model.keys()) if (isAt(file, path)) next.delete(file);
  } else {
    const moved = [...model.keys()].filter((file) => isAt(file, path));
    if (moved.length === 0) return 'ENOENT';
    if ([...model.keys()].some((file) => isAt(file, step.to))) return 'EEXIST';
    for (const file of moved) {
      next.set(step.to + file.slice(path.length), model.get(file) ?? '');
      next.delete(file);
    }
  }
  return next;
}

/** Does the step. @returns the code of its error, null where it succeeds. */
export async function apply(state: StateFolder, step: Step): Promise<string | null> {
  const bytes = 'text' in step ? Buffer.from(step.text) : Buffer.alloc(0);
  try {
    if (step.do === 'write') await state.write(step.path, bytes);
    else if (step.do === 'append') await state.append(step.path, [step.text]);
    else if (step.do === 'extend') {
      await state.update(step.path, (before) => Buffer.concat([before ?? Buffer.alloc(0), bytes]));
    } else if (step.do === 'forget') await state.update(step.path, () => null);
    else if (step.do === 'remove') await state.remove(step.path);
    else await state.move(step.path, step.to);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** All that a state folder holds. */
export async function contentOf(state: StateFolder): Promise<Model> {
  const files = await state.list('');
  const bytes = await state.readEach(files.map(({ path }) => path));
  return new Map(files.map(({ path }, i) => [path, bytes[i]?.toString() ?? 'gone']));
}

/** No path of these is a folder of another: what is a file holds no others. */
const FILES = [
  'a',
  'lines.jsonl',
  'some/a',
  'some/b',
  'some/deep/c',
  'ümläut/дом.md',
  '.dotted/.x',
];
const FOLDERS = ['some', 'some/deep', 'ümläut', '.dotted', 'other', 'else/where'];

const text = fc.string({ maxLength: 12, unit: 'grapheme' });
const line = text.map((each) => each.replace(/[\n\0]/g, ''));
const file = fc.constantFrom(...FILES);

/** Any steps. What is moved goes where no file is a folder of another. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('write' as const), path: file, text }),
    fc.record({ do: fc.constant('append' as const), path: file, text: line }),
    fc.record({ do: fc.constant('extend' as const), path: file, text }),
    fc.record({ do: fc.constant('forget' as const), path: file }),
    fc.record({ do: fc.constant('remove' as const), path: fc.constantFrom(...FILES, ...FOLDERS) }),
    fc
      .record({
        do: fc.constant('move' as const),
        path: fc.constantFrom('some', 'ümläut', '.dotted', 'other', 'else/where'),
        to: fc.constantFrom('some', 'ümläut', 'other', 'else/where'),
      })
      .filter(({ path, to }) => path !== to),
    fc
      .record({
        do: fc.constant('move' as const),
        path: fc.constantFrom('a', 'some/a', 'some/b'),
        to: fc.constantFrom('a', 'some/a', 'some/b', 'lines.jsonl'),
      })
      .filter(({ path, to }) => path !== to),
  ),
  { maxLength: 24 },
);
