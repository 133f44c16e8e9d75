/** Files that were taken out of the folder just now: hidden until a look has seen what became of them. */
import { type Catalog, type Entry, makeCatalog } from './catalog.ts';
import type { FileRecords } from './files.ts';

/** Hides files from everybody while the index still has them. */
export interface Withdrawn {
  /** Whether anything is hidden. */
  isAny(): boolean;
  /** Hides a file. @param file path inside the articles folder, with `/` */
  add(file: string): void;
  /** What may be shown of a catalog: always the same for the same one, itself where all may. */
  catalog(all: Catalog): Catalog;
  /** The same for files. */
  files(all: FileRecords): FileRecords;
  /** At the beginning of a look. @returns what shows again what was hidden before; for its good end. */
  looking(): () => void;
}

/** Hides nothing yet. */
export function makeWithdrawn(): Withdrawn {
  /** Each with the number of its last withdrawal. */
  const hidden = new Map<string, number>();
  let withdrawals = 0;
  let catalogs = new WeakMap<Catalog, Catalog>();
  let records = new WeakMap<FileRecords, FileRecords>();

  function changed(): void {
    catalogs = new WeakMap();
    records = new WeakMap();
  }

  function shownOf({ articles, entries }: Catalog): Catalog {
    const isShown = ({ file }: { readonly file: string }) => !hidden.has(file);
    return makeCatalog(
      [...articles.values()].filter(isShown),
      [...entries.values()].flatMap((entry): Entry[] => {
        const [first, ...others] = entry.places.filter(({ article }) => isShown(article));
        return first ? [{ ...entry, places: [first, ...others] }] : [];
      }),
    );
  }

  return {
    isAny: () => hidden.size > 0,
    add(file) {
      hidden.set(file, ++withdrawals);
      changed();
    },
    catalog(all) {
      if (hidden.size === 0) return all;
      const shown = catalogs.get(all) ?? shownOf(all);
      catalogs.set(all, shown);
      return shown;
    },
    files(all) {
      if (hidden.size === 0) return all;
      const shown = records.get(all) ?? new Map([...all].filter(([file]) => !hidden.has(file)));
      records.set(all, shown);
      return shown;
    },
    looking() {
      const until = withdrawals;
      return () => {
        for (const [file, withdrawal] of hidden) if (withdrawal <= until) hidden.delete(file);
        changed();
      };
    },
  };
}
