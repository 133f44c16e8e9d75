/** What the interface says: the keys of its sentences, and what each of them is told. */

/** Forms of a sentence by number (CLDR plural categories), chosen by the fact `n`. */
export interface PluralForms {
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** A sentence of one language; `{name}` stands for a fact, which whoever gives it has escaped. */
export type Sentence = string | PluralForms;

/** A value for each `{name}` of a sentence. */
export type Told<Names extends string> = { readonly [N in Names]: string | number };

/** By key: what a sentence is told. */
export interface SentenceFacts {
  question: Told<'question'>;
  unanswered: Told<never>;
  nearest: Told<never>;
  stillReading: Told<'percent'>;
  waitingStarts: Told<never>;
  waitingReading: Told<'done' | 'total'>;
  waitingPreparing: Told<'done' | 'total'>;
  waitingQuotes: Told<never>;
  byWordsAlone: Told<never>;
  paragraph: Told<'number'>;
  paragraphRange: Told<'first' | 'last'>;
  titled: Told<'title'>;
  quoted: Told<'quote'>;
  'button.share': Told<never>;
  'button.shareNumber': Told<'number'>;
  'button.shared': Told<never>;
  'button.context': Told<never>;
  'button.contextNumber': Told<'number'>;
  'button.wider': Told<never>;
  'button.copy': Told<never>;
  'button.source': Told<never>;
  'button.remove': Told<never>;
  'button.more': Told<never>;
  'button.near': Told<never>;
  'button.outline': Told<never>;
  'button.read': Told<never>;
  'button.back': Told<never>;
  'button.next': Told<never>;
  'button.keep': Told<never>;
  'button.discard': Told<never>;
  'button.delete': Told<never>;
  'button.forget': Told<never>;
  sharedBy: Told<'user'>;
  sharedByDated: Told<'user' | 'date'>;
  sharedPrivately: Told<never>;
  copyMarkdown: Told<never>;
  copyPlain: Told<never>;
  copyFiles: Told<never>;
  someChanged: Told<'n'>;
  citeMoved: Told<never>;
  citeChanged: Told<'title'>;
  citeGone: Told<never>;
  citeFormer: Told<'title' | 'paragraph'>;
  citeNow: Told<never>;
  aboutLine: Told<never>;
  aboutArticles: Told<'n' | 'passages'>;
  aboutIndexed: Told<never>;
  aboutFresh: Told<never>;
  aboutModel: Told<never>;
  aboutVersion: Told<never>;
  aboutManagers: Told<never>;
  aboutManagersOwner: Told<never>;
  aboutManagersHere: Told<never>;
  aboutManagersElsewhere: Told<never>;
  aboutPrivacy: Told<never>;
  aboutPrivacyNothing: Told<never>;
  aboutPrivacyGaps: Told<'n'>;
  aboutPrivacyMentions: Told<never>;
  aboutSource: Told<never>;
  aboutUnwell: Told<never>;
  aboutUnread: Told<'n'>;
  aboutUnreadMore: Told<'n'>;
  aboutFailedLook: Told<never>;
  'part.gateway': Told<never>;
  'part.index': Told<never>;
  'part.model': Told<never>;
  'part.reading': Told<never>;
  'part.folder': Told<never>;
  partSince: Told<'part' | 'since'>;
  partBecause: Told<'part' | 'since' | 'reason'>;
  ownerUnwell: Told<never>;
  ownerWell: Told<'since' | 'until'>;
  helpTitle: Told<never>;
  helpAsk: Told<never>;
  helpQuote: Told<never>;
  helpVerify: Told<never>;
  helpCite: Told<never>;
  helpArticles: Told<never>;
  helpMenu: Told<never>;
  helpMention: Told<'mention' | 'question'>;
  helpQuestion: Told<'topic'>;
  listTitle: Told<'n'>;
  listPage: Told<'page' | 'pages'>;
  paragraphs: Told<'n'>;
  outlineMore: Told<'n'>;
  opening: Told<never>;
  mentionHint: Told<never>;
  quotedBy: Told<'user'>;
  quotedByDated: Told<'user' | 'date'>;
  verifyVerbatim: Told<never>;
  verifyVerbatimBut: Told<'differences'>;
  verifyAltered: Told<'percent'>;
  verifyNotFound: Told<never>;
  verifyRunsOn: Told<'n'>;
  verifyJoined: Told<'n'>;
  verifyLegend: Told<never>;
  verifyMany: Told<'n'>;
  'difference.quotation marks': Told<never>;
  'difference.apostrophes': Told<never>;
  'difference.dashes': Told<never>;
  'difference.spaces': Told<never>;
  'difference.case': Told<never>;
  'difference.ellipses': Told<never>;
  'difference.final punctuation': Told<never>;
  'difference.letter forms': Told<never>;
  'difference.invisible characters': Told<never>;
  'difference.formatting': Told<never>;
  findTitle: Told<never>;
  findMaybe: Told<never>;
  addRead: Told<'file'>;
  addDropped: Told<'n'>;
  addWarnings: Told<never>;
  addDuplicate: Told<'title'>;
  added: Told<'file'>;
  addedLater: Told<'file'>;
  discarded: Told<never>;
  removeSure: Told<'title' | 'file'>;
  removeSureMany: Told<'file' | 'n'>;
  removed: Told<'file'>;
  refreshed: Told<'n'>;
  gapsTitle: Told<'n'>;
  gapsMore: Told<'n'>;
  gapsKept: Told<'n'>;
  gapsClearSure: Told<'n'>;
  gapsCleared: Told<never>;
  blocked: Told<never>;
  notPermitted: Told<never>;
  failed: Told<'id'>;
}

export type SentenceKey = keyof SentenceFacts;
