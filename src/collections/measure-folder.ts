/** How much a collection's folder holds: its article files, without reading them. */
import { type Apart, listArticleFiles } from '../articles/folder.ts';

/** What a folder holds. */
export interface FolderSize {
  /** Article files. */
  readonly files: number;
  /** Of them and their companions. */
  readonly bytes: number;
}

/** Measures a folder; nothing where it is not there. @param apart sub-folders that are none of it. */
export async function measureFolder(folder: string, apart?: Apart): Promise<FolderSize> {
  const { files } = await listArticleFiles(folder, apart).catch(() => ({ files: [] }));
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}
