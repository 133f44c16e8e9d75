/** The exports of `src/library` itself, and how each is driven. */
import { withAnsweringPart } from '../../../src/library/answering-part.ts';
import type { Placed } from '../../../src/library/catalog.ts';
import { exampleQuestions } from '../../../src/library/example-questions.ts';
import {
  passageRecord,
  recordExcerpt,
  recordRef,
  sentenceOf,
  toldOf,
} from '../../../src/library/passage-record.ts';
import { aroundOf, indexedText, passageTextOf, place } from '../../../src/library/place.ts';
import { fitOf, fitting, namesOf, typedName } from '../../../src/library/suggestions.ts';
import { inOrder, suggestArticles, summaryOf } from '../../../src/library/summaries.ts';
import type { Answer, Article } from '../../../src/model.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { all, articleOf, excerptOf, passagesOf, pieces, titled } from '../made.ts';

const RANKED = because('candidates of a question, a few of them');
const FILES = because('files of our own, and where they lie');
const WIRES = because('it wires, and looks at no text');
const NUMBERS = because('numbers and times of our own');

/** With an article of one paragraph, of many, and with long names. */
const articles = (call: (article: Article) => unknown): Drive[] =>
  [(given: string) => articleOf([given]), (given: string) => articleOf(pieces(given)), titled].map(
    (make) => (given) => {
      const article = make(given);
      return () => call(article);
    },
  );

/** With the first passage of an article, cut into sentences and in one piece. */
const placed = (call: (placed: Pick<Placed, 'article' | 'passage'>) => unknown): Drive[] =>
  [(given: string) => articleOf([given]), titled].flatMap((make) =>
    [undefined, (whole: string) => [all(whole)]].map(
      (sentencesOf): Drive =>
        (given) => {
          const article = make(given);
          const [passage] = passagesOf(article, sentencesOf);
          return () => passage && call({ article, passage });
        },
    ),
  );

/** With the record of such a passage. */
const records =
  (call: (record: ReturnType<typeof passageRecord>) => unknown): Drive =>
  (given) => {
    const article = articleOf([given]);
    const [passage] = passagesOf(article);
    const record = passage && passageRecord(place(article, passage));
    return () => record && call(record);
  };

const silent: Answer = { answered: false, excerpts: [] } as never;

export const LIBRARY: Room = {
  'src/library/agreements.ts': because('it compares by compareSaid, of src/search'),
  'src/library/answer-list.ts': RANKED,
  'src/library/answer-parts.ts': RANKED,
  'src/library/answer.ts': RANKED,
  'src/library/answering-part.ts': {
    withAnsweringPart: [
      (given) => {
        const excerpt = excerptOf(articleOf([given]));
        return () => withAnsweringPart(excerpt, 'How high is the dam?');
      },
      (given) => {
        const excerpt = excerptOf(articleOf(['The dam is 20 metres high.']));
        return () => withAnsweringPart(excerpt, given);
      },
    ],
  },
  'src/library/ask-following.ts': because('it reads by followUp, of src/search'),
  'src/library/catalog-passages.ts': RANKED,
  'src/library/catalog.ts': because('articles and passages, by their ids'),
  'src/library/delta-files.ts': FILES,
  'src/library/example-questions.ts': {
    exampleQuestions: articles((article) => exampleQuestions([article], 1, async () => silent)),
  },
  'src/library/file-work.ts': because('it reads by readArticleFile, of src/articles'),
  'src/library/files.ts': FILES,
  'src/library/filter.ts': because('one comparison an article'),
  'src/library/generation-folder.ts': FILES,
  'src/library/generation.ts': FILES,
  'src/library/indexer.ts': WIRES,
  'src/library/joined-library.ts': WIRES,
  'src/library/joined-search.ts': RANKED,
  'src/library/joined-status.ts': NUMBERS,
  'src/library/keeper.ts': WIRES,
  'src/library/library.ts': {
    notReadyYet: NUMBERS,
  },
  'src/library/look-health.ts': because('errors of the system'),
  'src/library/look.ts': FILES,
  'src/library/no-article.ts': because('dates of articles, as they are compared'),
  'src/library/open-library.ts': WIRES,
  'src/library/open-records.ts': WIRES,
  'src/library/packed-places.ts': because('batches of a hundred passages, which V8 packs'),
  'src/library/passage-record.ts': {
    articleKey: because('ids'),
    passageRecord: placed(({ article, passage }) => passageRecord(place(article, passage))),
    recordExcerpt: records((record) => recordExcerpt(record, 0, 1)),
    recordRef: records((record) => recordRef(record, 0)),
    sentenceOf: records((record) => sentenceOf(record, 0)),
    toldOf: records(toldOf),
  },
  'src/library/place.ts': {
    aroundOf: placed(({ article, passage }) => aroundOf(article, passage)),
    indexedText: placed(({ article, passage }) => indexedText(article, passage)),
    passageTextOf: placed((one) => passageTextOf(one)),
    place: placed(({ article, passage }) => place(article, passage)),
  },
  'src/library/plan.ts': because('places and their hashes'),
  'src/library/quotes.ts': because('it keeps a QuoteCorpus, of src/quotes'),
  'src/library/record-file.ts': FILES,
  'src/library/searched.ts': WIRES,
  'src/library/snapshot-files.ts': FILES,
  'src/library/snapshot-identity.ts': FILES,
  'src/library/snapshot.ts': FILES,
  'src/library/standing.ts': NUMBERS,
  'src/library/pinned.ts': because('a question, by comparedQuestion, and what managers pinned'),
  'src/library/still-there.ts': because('ids'),
  'src/library/suggestions.ts': {
    typedName: text(typedName),
    namesOf: [text((given) => namesOf(given)), text((given) => namesOf('A title', pieces(given)))],
    fitOf: [
      text((given) => fitOf(typedName(given), namesOf('The dam at Nurek', ['Anna Koval']))),
      text((given) => fitOf(typedName('damm nurke'), namesOf(given))),
      text((given) => fitOf(typedName(given), namesOf(`a ${given}`, [given]))),
    ],
    fitting: (given) => {
      const names = pieces(given).map((name) => namesOf(name));
      return () => fitting(names, given, 25, (name) => name);
    },
  },
  'src/library/summaries.ts': {
    inOrder: (given) => {
      const listed = pieces(given).map((title) => summaryOf({ ...articleOf(['A.']), title }));
      return () => inOrder(listed);
    },
    suggestArticles: [
      (given) => {
        const listed = pieces(given).map((title) => summaryOf({ ...articleOf(['A.']), title }));
        return () => suggestArticles(listed, given, 25);
      },
      (given) => {
        const listed = [summaryOf(titled(given))];
        return () => suggestArticles(listed, 'damm nurke', 25);
      },
    ],
    summarise: because('it puts a catalog in order, by inOrder'),
    summaryOf: articles(summaryOf),
  },
  'src/library/time-left.ts': NUMBERS,
  'src/library/title-vectors.ts': because('it hands a title to the model, which cuts it'),
  'src/library/trace-source.ts': because('ids'),
  'src/library/vector-journal.ts': FILES,
  'src/library/watch-linked.ts': FILES,
  'src/library/watch.ts': FILES,
  'src/library/withdrawn.ts': FILES,
  'src/library/work-row.ts': WIRES,
};
