/** A process in which hnswlib-node is not there, or does not load: what it answers and what it saves. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';

const run = promisify(execFile);
const LOOM =
  '# The loom\n\nThe loom has forty shafts. It came from Lyon.\n\nIt is oiled on Mondays.\n';

describe.each(['missing', 'unloadable'] as const)('with hnswlib-node %s', (how) => {
  it('answers the sample question', async () => {
    const copy = copyProject();
    copy.breakPackage('hnswlib-node', how);
    const articles = join(projectRoot(), 'articles');
    const flags = ['--articles', articles, '--data', temporaryFolder(), '--json'];
    const { stdout } = await run(
      process.execPath,
      ['--import', 'tsx', 'src/cli.ts', 'ask', 'How high is the Nurek dam?', ...flags],
      { cwd: copy.folder },
    );
    const { answered, excerpts } = JSON.parse(stdout);
    expect(answered).toBe(true);
    expect(excerpts[0].citation.file).toBe('nurek-and-rogun-damming-the-vakhsh.md');
  }, 60_000);
});

describe('without hnswlib-node', () => {
  it('goes on with what was saved with it, and the other way round, embedding nothing', async () => {
    const [whole, broken] = [copyProject(), copyProject()];
    broken.breakPackage('hnswlib-node', 'missing');
    const articles = temporaryFolder();
    writeFiles(articles, { 'loom.md': LOOM });
    const [first, second] = [temporaryFolder(), temporaryFolder()];

    expect(await open(whole, articles, first)).toEqual({ texts: 5, lines: [] });
    expect(await open(broken, articles, first)).toEqual({ texts: 0, lines: [] });
    writeFiles(articles, { 'wheel.md': '# The wheel\n\nThe wheel turns by foot.\n' });
    expect(await open(broken, articles, first)).toEqual({ texts: 2, lines: [] });
    expect(await open(whole, articles, first)).toEqual({ texts: 0, lines: [] });

    expect(await open(broken, articles, second)).toEqual({ texts: 7, lines: [] });
    expect(await open(whole, articles, second)).toEqual({ texts: 0, lines: [] });
  }, 60_000);
});

/** Opens a library in a copy's process: how many texts it embedded, and what it said. */
async function open({ folder }: ProjectCopy, articles: string, data: string): Promise<unknown> {
  const script = join(folder, 'tests/support/count-embedded.ts');
  const args = ['--import', 'tsx', script, articles, data];
  const { stdout } = await run(process.execPath, args, { cwd: folder });
  const { answer, ...told } = JSON.parse(stdout);
  expect(answer).toContain('forty shafts');
  return told;
}
