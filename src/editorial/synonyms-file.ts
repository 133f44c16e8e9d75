/** `synonyms.yaml`: words and phrases that mean the same in a collection's articles, a list of lists. */
import { isScalar, isSeq } from 'yaml';
import { statement } from '../refusals.ts';
import { MOST_GROUPS, MOST_MEMBERS, MOST_SYNONYM } from './limits.ts';
import { type ListFile, readList, textOf } from './listed-yaml.ts';

/** Its name, in the articles folder or the state. */
export const SYNONYMS_FILE = 'synonyms.yaml';

/** Words or phrases of which each stands for the others. */
export type SynonymGroup = readonly string[];

/** What the file says. */
export interface SynonymsFile extends ListFile {
  /** In its order; what could not be understood is not among them. */
  readonly groups: readonly SynonymGroup[];
}

/** Reads the text of the file; '' for none. */
export function parseSynonyms(text: string): SynonymsFile {
  const { items, ...rest } = readList(
    SYNONYMS_FILE,
    text,
    MOST_GROUPS,
    (item, line, tell, lineOf): SynonymGroup | null => {
      if (!isSeq(item)) {
        tell(line, statement('noSynonymList'));
        return null;
      }
      if (item.items.length > MOST_MEMBERS) {
        tell(line, statement('moreSynonymsThan', { max: MOST_MEMBERS }));
      }
      const group = item.items.slice(0, MOST_MEMBERS).flatMap((member) => {
        const said = isScalar(member) ? textOf(member) : null;
        if (said !== null && said.length <= MOST_SYNONYM) return [said];
        const at = member === null ? line : lineOf(member);
        tell(at, statement(said === null ? 'noSynonym' : 'longSynonym', { max: MOST_SYNONYM }));
        return [];
      });
      if (group.length > 1) return group;
      tell(line, statement('oneSynonym'));
      return null;
    },
  );
  return { ...rest, groups: items };
}
