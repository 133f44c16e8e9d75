/** A collection is exported whole, and deleted whole, whatever lies in it and beside it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import {
  buriedCollections,
  buryCollection,
  deleteBuried,
  keptCollections,
  noteLongId,
} from '../../src/collections/delete-collection.ts';
import { exportCollection } from '../../src/collections/export-collection.ts';
import { dataFolders } from '../../src/data-folders.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { communityFolders, filesWith } from '../support/communities.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { refusalOf } from '../support/refusals.ts';

const FILES = {
  'chess/collection.yaml': 'title: Chess',
  'chess/.footnoteignore': 'drafts/',
  'chess/.draft.md': 'half written',
  'chess/rules.md': '# Rules\n\nA zebrafant.\n',
  'chess/rules.md.yaml': 'author: Ann',
  'chess/more/deep/end.md': '# End\n\nA zebrafant.\n',
  'chess/youth/collection.yaml': '',
  'chess/youth/rules.md': '# Youth\n',
  'other/rules.md': '# Other\n',
};

it('is exported as it is, with what is kept of it', async () => {
  const { articles, data } = communityFolders(FILES);
  const state = diskState(dataFolders(data, 'chess').state);
  await state.append('gaps.jsonl', ['{"question":"Why?"}']);
  await state.write('removed/2030-01-01-x/rules.md', Buffer.from('gone'));
  const target = temporaryFolder();
  const folder = join(articles, 'chess');
  const wanted = {
    'articles/.footnoteignore': 'drafts/',
    'articles/collection.yaml': 'title: Chess',
    'articles/more/deep/end.md': '# End\n\nA zebrafant.\n',
    'articles/rules.md': '# Rules\n\nA zebrafant.\n',
    'articles/rules.md.yaml': 'author: Ann',
    'state/gaps.jsonl': '{"question":"Why?"}\n',
    'state/removed/2030-01-01-x/rules.md': 'gone',
  };
  const counts = { articles: 5, state: 2 };
  expect(await exportCollection(folder, state, join(target, 'chess'))).toMatchObject(counts);
  const names = execFileSync('find', [join(target, 'chess'), '-type', 'f'], { encoding: 'utf8' });
  const found = names.trim().split('\n').sort();
  const relative = (path: string) => path.slice(join(target, 'chess').length + 1);
  expect(
    Object.fromEntries(found.map((path) => [relative(path), readFileSync(path, 'utf8')])),
  ).toEqual(wanted);
  expect(await exportCollection(folder, state, join(target, 'chess.zip'))).toMatchObject(counts);
  const zip = await JSZip.loadAsync(readFileSync(join(target, 'chess.zip')));
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  const read = await Promise.all(
    files.map(async (file) => [file.name, await file.async('string')]),
  );
  expect(Object.fromEntries(read)).toEqual(wanted);
  const again = exportCollection(folder, state, join(target, 'chess.zip'));
  expect((await refusalOf(again)).key).toBe('exportThere');
  expect(readdirSync(target).sort()).toEqual(['chess', 'chess.zip']);
});

it('is deleted but for what is another’s, and not through links', async () => {
  const { articles, data } = communityFolders(FILES);
  const outside = temporaryFolder();
  writeFiles(outside, { 'keep.md': 'zebrafant', 'sub/keep.md': 'x' });
  symlinkSync(outside, join(articles, 'chess/linked'));
  const places = { articlesDir: articles, dataDir: data };
  writeFiles(dataFolders(data, 'chess').state, { 'former-passages.jsonl': 'zebrafant' });
  writeFiles(dataFolders(data, 'chess').cache, { 'snapshots/x/files.jsonl': 'zebrafant' });
  await buryCollection(places, 'chess');
  expect(await buriedCollections(places)).toEqual(['chess']);
  await deleteBuried(places, 'chess');
  await deleteBuried(places, 'chess');
  expect([...filesWith(articles, 'zebrafant'), ...filesWith(data, 'zebrafant')]).toEqual([]);
  expect(readdirSync(join(articles, 'chess'), { recursive: true }).sort()).toEqual([
    'youth',
    'youth/collection.yaml',
    'youth/rules.md',
  ]);
  expect(readdirSync(outside).sort()).toEqual(['keep.md', 'sub']);
  expect(await buriedCollections(places)).toEqual([]);
});

it('is deleted where it is one, and nowhere else', async () => {
  const { articles, data } = communityFolders(FILES);
  const places = { articlesDir: articles, dataDir: data };
  // Somebody's plain folder by now; ids that lead elsewhere were never those of one.
  for (const id of ['other', '../articles/chess', '.', 'chess/../other']) {
    await buryCollection(places, id);
    await deleteBuried(places, id);
  }
  expect(existsSync(join(articles, 'other/rules.md'))).toBe(true);
  expect(existsSync(join(articles, 'chess/rules.md'))).toBe(true);
});

it('is known by what was left over of it, however long its path was', async () => {
  const { articles, data } = communityFolders({ 'a.md': 'x' });
  const places = { articlesDir: articles, dataDir: data };
  const long = 'Регламент/'.repeat(30).slice(0, -1);
  for (const id of ['chess', 'Clubs/go', long]) {
    await noteLongId(places, id);
    mkdirSync(dataFolders(data, id).cache, { recursive: true });
  }
  expect(await keptCollections(places)).toEqual(['Clubs/go', 'chess', long]);
  await buryCollection(places, long);
  expect(await buriedCollections(places)).toEqual([long]);
  await deleteBuried(places, long);
  expect(await keptCollections(places)).toEqual(['Clubs/go', 'chess']);
  expect(readdirSync(join(data, 'state/collections'))).toEqual([]);
});
